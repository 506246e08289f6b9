package dev.sessionstore.examples.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One headless browser; its driver gives it a fresh profile. */
final class Chromium implements AutoCloseable {

  /** A window, as wide and high as a device's. */
  enum Screen {
    PHONE(360, 740),
    DESK(1280, 800);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /** Only ends a hang. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;
  private final URI shop;

  private Chromium(ChromeDriver driver, URI shop) {
    this.driver = driver;
    this.shop = shop;
  }

  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable).findFirst();
  }

  static Chromium open(URI shop, Screen screen) {
    DEVTOOLS.setLevel(Level.SEVERE); // it would warn of a newer browser; the features used here are old
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.WARNING);
    ChromeOptions options = new ChromeOptions().setBinary(onPath("chromium").orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync");
    options.setCapability("goog:loggingPrefs", console);
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile()).withTimeout(PATIENCE).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
        Map.of("width", screen.width, "height", screen.height, "deviceScaleFactor", 1, "mobile",
            screen == Screen.PHONE));
    return new Chromium(driver, shop);
  }

  void scheme(String lightOrDark) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
  }

  /** As a browser that was never here. */
  void forget() {
    driver.manage().deleteAllCookies();
  }

  Chromium go(String path) {
    driver.get(shop.resolve(path).toString());
    return this;
  }

  void signIn(String name) {
    go("/sign-in");
    driver.findElement(By.id("name")).sendKeys(name);
    press("Sign in");
  }

  /**
   * The button whose whole text, as a screen reader says it, is this; returns when its page has
   * come.
   */
  void press(String text) {
    markAsOld();
    driver.findElement(By.xpath("//button[normalize-space()='" + text + "']")).click();
    awaitNext();
  }

  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** The keys as they are typed; returns when the page has come that they lead to. */
  void typeAndGo(CharSequence... keys) {
    markAsOld();
    type(keys);
    awaitNext();
  }

  /** To another place on the same page. */
  void typeAndMove(CharSequence... keys) {
    type(keys);
    new WebDriverWait(driver, PATIENCE)
        .until(any -> (Boolean) driver.executeScript("return document.querySelector(':target') !== null"));
  }

  private void markAsOld() {
    driver.executeScript("document.left = true");
  }

  /**
   * Until there is a document without the mark, and it is complete. A look at the moment at which
   * one takes the other's place may fail in ways that no list names ("Node with given id does not
   * belong to the document"); it is taken again.
   */
  private void awaitNext() {
    new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class).until(any -> (Boolean) driver.executeScript(
        "return !document.left && document.readyState === 'complete' && document.querySelector('footer') !== null"));
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  boolean showsFocus() {
    return (boolean) driver.executeScript(
        "const s = getComputedStyle(document.activeElement); return s.outlineStyle === 'solid' &&"
            + " parseFloat(s.outlineWidth) >= 2");
  }

  String path() {
    return URI.create(driver.getCurrentUrl()).getPath();
  }

  String title() {
    return driver.getTitle();
  }

  /** What the page says, hidden words left out. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  Map<String, Integer> overflow() {
    long wide = (long) driver
        .executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return wide == 0 ? Map.of() : Map.of(path(), (int) wide);
  }

  /** A picture of the window in {@code target/screenshots}, for people to look at. */
  void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /**
   * {@return what stands between this page and WCAG 2.2 AA, as far as a program can tell; axe-core
   * judges}
   */
  @SuppressWarnings("unchecked") // the script's answer
  List<String> barriers() throws IOException {
    if (!(boolean) driver.executeScript("return 'axe' in window")) {
      try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
        driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return (List<String>) driver.executeAsyncScript("""
        const done = arguments[arguments.length - 1];
        axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
          found => done(found.passes.length < 10 ? ['axe looked at next to nothing']
            : found.violations.map(v => location.pathname + ': ' + v.help + ': ' + v.nodes.map(n => n.html).join(' '))),
          failed => done(['axe failed: ' + failed]));
        """);
  }

  /** {@return errors in the browser's console: a policy broken, a file missing} */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(entry -> entry.getMessage()).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
