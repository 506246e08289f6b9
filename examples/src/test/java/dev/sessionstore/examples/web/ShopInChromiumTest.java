package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sessionstore.examples.web.Chromium.Screen;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The shop in a real browser, with a mouse and with the keyboard only. */
@Tag("chance")
class ShopInChromiumTest {

  @TempDir
  private static Path folder;
  private static WebServer server;
  private static Chromium phone;
  private static Chromium desk;

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(Chromium.onPath("chromium").isPresent() && Chromium.onPath("chromedriver").isPresent(),
        "The shop was not tried in a browser: there is no chromium with a chromedriver on the PATH.");
    server = WebServer.start("mybatis", "jdbc:h2:" + folder.resolve("app"), 0);
    phone = Chromium.open(server.address(), Screen.PHONE);
    desk = Chromium.open(server.address(), Screen.DESK);
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
    }
    if (phone != null) {
      phone.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void strangersAgain() {
    phone.forget();
    desk.forget();
  }

  @Test
  void a_cart_on_the_phone_survives_what_ends_every_other_device() throws Exception {
    phone.signIn("Ada");
    phone.press("Add A novel");
    phone.press("Add A novel");
    phone.press("Add A fountain pen");
    assertThat(phone.text()).contains("3 items", "€59.00");
    phone.press("Remove one A novel");
    assertThat(phone.text()).contains("2 items", "€46.50");

    desk.signIn("Ada");
    assertThat(desk.text()).contains("Nothing in it yet.");
    assertThat(phone.go("/devices").text()).contains("2 devices", "This device", "Log out here",
        "Chrome (headless) on Linux");
    phone.press("Log out everywhere else");
    assertThat(phone.text()).contains("1 other device logged out.", "signed in here only");
    desk.press("Add A reading lamp");
    assertThat(desk.path()).isEqualTo("/sign-in");
    assertThat(desk.text()).contains("Your session has ended.");
    assertThat(phone.go("/").text()).contains("2 items", "€46.50");

    phone.go("/devices").press("Log out here");
    assertThat(phone.text()).contains("You are signed out.");
    assertThat(phone.go("/").path()).isEqualTo("/sign-in");
  }

  @Test
  void the_keyboard_alone_will_do_and_focus_is_always_seen() throws Exception {
    desk.go("/sign-in");
    desk.type(Keys.TAB);
    assertThat(desk.focused().getText()).isEqualTo("Skip to the content");
    assertThat(desk.showsFocus()).isTrue();
    desk.typeAndMove(Keys.ENTER);
    desk.type(Keys.TAB);
    assertThat(desk.focused().getAttribute("id")).isEqualTo("name");
    assertThat(desk.showsFocus()).isTrue();
    desk.typeAndGo("Grace", Keys.ENTER);
    tabTo("Add A notebook");
    desk.typeAndGo(Keys.ENTER);
    assertThat(desk.text()).contains("1 item", "€9.00");
    tabTo("Your devices");
    desk.typeAndGo(Keys.ENTER);
    tabTo("Log out here");
    desk.typeAndGo(Keys.SPACE);
    assertThat(desk.text()).contains("You are signed out.");
  }

  private static void tabTo(String text) {
    int steps = 0;
    do {
      desk.type(Keys.TAB);
      assertThat(desk.showsFocus()).as("focus is seen on " + desk.focused().getAttribute("textContent")).isTrue();
      assertThat(++steps).as("steps to " + text).isLessThan(30);
    } while (!desk.focused().getAttribute("textContent").equals(text));
  }

  @Test
  void every_page_fits_phone_and_desk_in_light_and_dark_and_shuts_nobody_out() throws Exception {
    look("/sign-in", "sign-in");
    look("/nowhere", "nowhere");
    desk.signIn("A name as long as the form will take one");
    phone.signIn("A name as long as the form will take one");
    for (Chromium browser : new Chromium[] {phone, desk}) {
      browser.press("Add A fountain pen");
      browser.press("Add A reading lamp");
    }
    look("/", "shop");
    look("/devices", "devices");
    look("/figures", "figures");
  }

  private static void look(String path, String name) throws Exception {
    for (Chromium browser : new Chromium[] {phone, desk}) {
      browser.go(path);
      for (String scheme : new String[] {"light", "dark"}) {
        browser.scheme(scheme);
        browser.picture(name + (browser == phone ? "-phone-" : "-desk-") + scheme);
      }
      browser.scheme(browser == phone ? "dark" : "light"); // each layout and each scheme once
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.overflow()).as("wider than the window, in pixels").isEmpty();
      assertThat(browser.title()).endsWith(" · Corner Shop");
      assertThat(browser.complaints()).filteredOn(line -> !line.contains("/nowhere")).isEmpty();
    }
  }
}
