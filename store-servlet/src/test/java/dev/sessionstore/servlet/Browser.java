package dev.sessionstore.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Sends requests and keeps cookies by name, as the answers come in; follows no redirect. */
final class Browser {

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final int port;

  Browser(int port) {
    this.port = port;
  }

  /** The same browser at another server. */
  Browser at(int otherPort) {
    Browser other = new Browser(otherPort);
    other.cookies.putAll(cookies);
    return other;
  }

  synchronized Browser with(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  synchronized String cookie(String name) {
    return cookies.get(name);
  }

  HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
    return received(CLIENT.send(request(path, headers), HttpResponse.BodyHandlers.ofString()));
  }

  HttpResponse<String> head(String path) throws IOException, InterruptedException {
    HttpRequest head = HttpRequest.newBuilder(request(path), (name, value) -> true)
        .method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    return received(CLIENT.send(head, HttpResponse.BodyHandlers.ofString()));
  }

  String body(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  /** Without waiting for the answer. */
  CompletableFuture<HttpResponse<String>> start(String path) {
    return CLIENT.sendAsync(request(path), HttpResponse.BodyHandlers.ofString()).thenApply(this::received);
  }

  private synchronized HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; ")));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private synchronized HttpResponse<String> received(HttpResponse<String> response) {
    for (String header : setCookies(response)) {
      String[] pair = header.split(";", 2)[0].split("=", 2);
      if (header.contains("Max-Age=0;")) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return response;
  }

  static List<String> setCookies(HttpResponse<?> response) {
    return response.headers().allValues("Set-Cookie");
  }
}
