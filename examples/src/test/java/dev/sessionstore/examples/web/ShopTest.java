package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop over real HTTP; each test has its own users. */
class ShopTest {

  @TempDir
  private static Path folder;
  private static WebServer server;

  @BeforeAll
  static void open() throws Exception {
    server = WebServer.start("mybatis", "jdbc:h2:" + folder.resolve("app"), 0);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static ShopClient visitor() {
    return new ShopClient(server.address());
  }

  private static long figure(ShopClient client, String name) throws Exception {
    String page = client.get("/figures").body();
    Matcher found = Pattern.compile(Pattern.quote(name) + "</(?:dt><dd|th><td class=\"sum\")>(\\d+)<").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return Long.parseLong(found.group(1));
  }

  private static String handleOfAnother(ShopClient client) throws Exception {
    Matcher found =
        Pattern.compile("name=\"device\" value=\"([A-Za-z0-9_-]{43})\"").matcher(client.get("/devices").body());
    assertThat(found.find()).as("another device").isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/devices", "/figures"})
  void a_stranger_is_led_to_the_sign_in_page(String path) throws Exception {
    assertThat(visitor().get(path).uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void what_is_put_into_the_cart_stays_though_it_is_only_changed_in_place() throws Exception {
    ShopClient ada = visitor().signIn("Ada of the cart");
    assertThat(ada.get("/").body()).contains("Signed in as <strong>Ada of the cart</strong>", "Nothing in it yet.");
    ada.add(Product.PEN);
    ada.add(Product.PEN);
    assertThat(ada.add(Product.NOVEL).body()).contains("3 items", "€80.50");
    assertThat(ada.get("/").body()).contains("3 items", "€80.50");
    assertThat(ada.post("/cart", Map.of("remove", "PEN")).body()).contains("2 items", "€46.50");
    assertThat(ada.get("/").body()).contains("2 items", "€46.50");
  }

  @Test
  void signing_in_changes_the_id_and_the_old_one_opens_nothing() throws Exception {
    ShopClient eve = visitor();
    eve.get("/sign-in");
    ShopClient planted = eve.movedTo(server.address());
    eve.signIn("Eve");
    assertThat(eve.cookie()).isNotNull().isNotEqualTo(planted.cookie());
    assertThat(eve.isSignedIn()).isTrue();
    assertThat(planted.isSignedIn()).isFalse();
  }

  @Test
  void log_out_everywhere_else_ends_the_others_and_spares_this_one() throws Exception {
    ShopClient here = visitor().signIn("Grace");
    ShopClient phone = visitor().signIn("Grace");
    ShopClient tablet = visitor().signIn("Grace");
    ShopClient somebody = visitor().signIn("Grace's neighbour");
    assertThat(here.get("/devices").body()).contains("signed in on 3 devices", "This device", "A Java program")
        .containsOnlyOnce("Log out here");
    assertThat(here.post("/devices", Map.of("others", "all")).body()).contains("2 other devices logged out.",
        "signed in here only");
    assertThat(here.isSignedIn()).isTrue();
    assertThat(phone.get("/").body()).contains("Your session has ended");
    assertThat(tablet.isSignedIn()).isFalse();
    assertThat(somebody.isSignedIn()).isTrue();
  }

  @Test
  void one_other_device_can_be_logged_out_through_its_handle() throws Exception {
    ShopClient here = visitor().signIn("Linus");
    ShopClient phone = visitor().signIn("Linus");
    assertThat(here.post("/devices", Map.of("device", handleOfAnother(here))).body())
        .contains("1 other device logged out.");
    assertThat(here.isSignedIn()).isTrue();
    assertThat(phone.isSignedIn()).isFalse();
  }

  @Test
  void the_handle_of_somebody_else_ends_nothing() throws Exception {
    ShopClient victim = visitor().signIn("Barbara");
    ShopClient phone = visitor().signIn("Barbara");
    String handle = handleOfAnother(victim);
    ShopClient mallory = visitor().signIn("Mallory");
    assertThat(mallory.post("/devices", Map.of("device", handle)).body()).contains("It was logged out already.");
    assertThat(victim.isSignedIn()).isTrue();
    assertThat(phone.isSignedIn()).isTrue();
  }

  @Test
  void log_out_here_ends_this_one_alone() throws Exception {
    ShopClient here = visitor().signIn("Edsger");
    ShopClient phone = visitor().signIn("Edsger");
    assertThat(here.post("/sign-out", Map.of()).body()).contains("You are signed out.");
    assertThat(here.isSignedIn()).isFalse();
    assertThat(phone.get("/devices").body()).contains("signed in here only");
  }

  @Test
  void a_form_that_outlived_its_session_leads_to_the_sign_in_page() throws Exception {
    ShopClient here = visitor().signIn("Alan");
    ShopClient phone = visitor().signIn("Alan");
    here.get("/devices");
    here.post("/devices", Map.of("others", "all"));
    HttpResponse<String> answer = phone.add(Product.LAMP);
    assertThat(answer.uri().getPath()).isEqualTo("/sign-in");
    assertThat(answer.body()).contains("Your session has ended");
  }

  @ParameterizedTest
  @CsvSource({"/cart,add,LAMP", "/sign-out,x,y", "/devices,others,all", "/sign-in,name,Mallory"})
  void a_post_without_the_session_s_token_is_refused_and_changes_nothing(String path, String field, String value)
      throws Exception {
    ShopClient ada = visitor().signIn("Ada of the token");
    ada.forgetToken();
    HttpResponse<String> answer = ada.post(path, Map.of(field, value));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("does not belong to your session");
    assertThat(ada.get("/").body()).contains("Ada of the token", "Nothing in it yet.");
  }

  @Test
  void a_name_cannot_become_markup() throws Exception {
    ShopClient tim = visitor().signIn("<b id=\"x\">&'");
    for (String path : new String[] {"/", "/devices", "/figures"}) {
      assertThat(tim.get(path).body()).doesNotContain("<b id").contains("&lt;b id=&quot;x&quot;&gt;&amp;&#39;");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a name of more than forty characters, by one"})
  void a_name_that_will_not_do_is_answered_with_the_form_and_what_is_wrong(String name) throws Exception {
    ShopClient nobody = visitor();
    nobody.get("/sign-in");
    HttpResponse<String> answer = nobody.post("/sign-in", Map.of("name", name));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("aria-invalid=\"true\"", "class=\"problem\"");
  }

  @Test
  void figures_are_counted() throws Exception {
    ShopClient charles = visitor().signIn("Charles");
    long live = figure(charles, "Live sessions");
    long written = figure(charles, "Written");
    long statements = figure(charles, "Statements");
    charles.add(Product.LAMP); // get and save, then get for the page
    assertThat(figure(charles, "Written")).isEqualTo(written + 1);
    assertThat(figure(charles, "Statements")).isGreaterThan(statements + 3);
    visitor().signIn("Charles");
    assertThat(figure(charles, "Live sessions")).isGreaterThan(live);
  }

  @Test
  void pages_hand_the_cookie_out_again_and_files_that_are_the_same_for_everybody_ask_for_no_session() throws Exception {
    ShopClient john = visitor().signIn("John");
    assertThat(john.get("/").headers().firstValue("Set-Cookie")).isPresent();
    for (String file : new String[] {"/app.css", "/icon.svg"}) {
      HttpResponse<String> answer = john.get(file);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie")).as(file).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/app.css", "/nowhere"})
  void every_answer_carries_the_security_headers(String path) throws Exception {
    var headers = visitor().get(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void a_store_that_fails_is_a_sentence_for_the_visitor_and_a_trace_for_the_log_and_nobody_is_logged_out()
      throws Exception {
    PrintStream console = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    String url = "jdbc:h2:" + folder.resolve("failing");
    try (WebServer failing = WebServer.start("mybatis", url, 0);
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      ShopClient ada = new ShopClient(failing.address()).signIn("Ada");
      statement.execute("alter table sessions rename to away");
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      HttpResponse<String> answer = ada.get("/");
      assertThat(log.toString(StandardCharsets.UTF_8)).contains("answered 503", "The table sessions does not exist")
          .doesNotContain(ada.cookie());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("The database does not answer.").doesNotContain("Exception", "AWAY");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
      statement.execute("alter table away rename to sessions");
      assertThat(ada.isSignedIn()).isTrue();
    } finally {
      System.setErr(console);
    }
  }

  @ParameterizedTest
  @CsvSource({"/nowhere,404", "/error,404", "/cart/,404"})
  void what_is_not_there_is_said_in_a_sentence(String path, int status) throws Exception {
    HttpResponse<String> answer = visitor().get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("There is nothing at this address.").doesNotContain("Tomcat", "Exception");
  }
}
