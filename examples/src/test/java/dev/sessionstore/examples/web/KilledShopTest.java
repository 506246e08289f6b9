package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.examples.App;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is run, on one file, through one ORM after the other. */
class KilledShopTest {

  private static final Pattern READY = Pattern.compile("Open (http://localhost:\\d+/) in a browser");

  @TempDir
  private Path folder;

  private Process shop(String backend) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String url = "jdbc:h2:" + folder.resolve("app") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + folder,
        "-Dorg.jboss.logging.provider=slf4j", App.class.getName(), "--backend", backend, "--port", "0", "--url", url)
        .redirectErrorStream(true).start();
  }

  private static URI ready(Process shop) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(shop.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = READY.matcher(line);
      if (found.find()) {
        return URI.create(found.group(1));
      }
      said.append(line).append('\n'); // a newer JVM may have something to say first
    }
    throw new AssertionError("It ended before it was ready:\n" + said);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void killed_or_stopped_and_started_on_another_backend_it_knows_its_visitor_and_the_cart() throws Exception {
    Process first = shop("hibernate");
    ShopClient ada;
    try {
      ada = new ShopClient(ready(first)).signIn("Ada");
      ada.add(Product.NOTEBOOK);
      assertThat(ada.add(Product.PEN).body()).contains("kept through hibernate", "2 items", "€43.00");
    } finally {
      first.toHandle().destroyForcibly(); // SIGKILL
    }
    assertThat(first.waitFor()).as("it was killed").isNotZero();

    Process second = shop("mybatis");
    try {
      ada = ada.movedTo(ready(second));
      assertThat(ada.get("/").body()).contains("kept through mybatis", "Signed in as <strong>Ada</strong>", "2 items", "€43.00");
      assertThat(ada.add(Product.PEN).body()).contains("3 items");
    } finally {
      second.destroy(); // SIGTERM: it closes in order
    }
    assertThat(second.waitFor()).isEqualTo(128 + 15);

    Process third = shop("ebean");
    try {
      assertThat(ada.movedTo(ready(third)).get("/").body())
          .contains("kept through ebean", "Signed in as <strong>Ada</strong>", "3 items", "€77.00");
    } finally {
      third.destroy();
    }
    third.waitFor();
    assertThat(folder).as("scratch of the one killed, none of those stopped").isDirectoryContaining("glob:**/shop*")
        .satisfies(left -> assertThat(left.toFile().list((in, name) -> name.startsWith("shop"))).hasSize(1));
  }
}
