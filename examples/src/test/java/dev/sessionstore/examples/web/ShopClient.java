package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A visitor without a browser: keeps cookies, follows redirects, and finds the token in the page seen last. */
final class ShopClient {

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager() {
    @Override
    public void put(URI from, Map<String, List<String>> headers) throws IOException {
      super.put(from, headers);
      // else Max-Age makes it the $Version kind, which no browser sends
      getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
    }
  };
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
  private final URI shop;
  private String token = "none seen yet";

  ShopClient(URI shop) {
    this.shop = shop;
  }

  /** The same visitor, with the same cookies, at another address. */
  ShopClient movedTo(URI other) {
    ShopClient moved = new ShopClient(other);
    cookies.getCookieStore().getCookies().forEach(cookie -> moved.cookies.getCookieStore().add(other, cookie));
    return moved;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
    String form = fields.entrySet().stream()
        .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "token=" + token + "&", ""));
    return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build());
  }

  ShopClient signIn(String name) throws IOException, InterruptedException {
    get("/sign-in");
    HttpResponse<String> page = post("/sign-in", Map.of("name", name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/");
    return this;
  }

  HttpResponse<String> add(Product product) throws IOException, InterruptedException {
    return post("/cart", Map.of("add", product.name()));
  }

  boolean isSignedIn() throws IOException, InterruptedException {
    return get("/").uri().getPath().equals("/");
  }

  void forgetToken() {
    token = "forged";
  }

  @Nullable String cookie() {
    return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("sid")).map(HttpCookie::getValue)
        .findFirst().orElse(null);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(shop.resolve(path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    Matcher found = TOKEN.matcher(response.body());
    if (found.find()) {
      token = found.group(1);
    }
    return response;
  }
}
