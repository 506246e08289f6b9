package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.examples.App;
import dev.sessionstore.examples.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is run, on one file, through one ORM after the other. */
@Tag("chance")
class KilledShopTest {

  private static final Pattern READY = Pattern.compile("Open (http://localhost:\\d+/) in a browser");

  @TempDir
  private Path folder;

  private Program shop(String backend) throws IOException {
    String url = "jdbc:h2:" + folder.resolve("app") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    return Program.start(App.class, folder, "--backend", backend, "--port", "0", "--url", url);
  }

  private static URI ready(Program shop) throws InterruptedException {
    return URI.create(shop.await(READY));
  }

  @Test
  void killed_or_stopped_and_started_on_another_backend_it_knows_its_visitor_and_the_cart() throws Exception {
    ShopClient ada;
    try (Program first = shop("hibernate")) {
      ada = new ShopClient(ready(first)).signIn("Ada");
      ada.add(Product.NOTEBOOK);
      assertThat(ada.add(Product.PEN).body()).contains("kept through hibernate", "2 items", "€43.00");
      first.kill();
      assertThat(first.exit()).as("it was killed").isEqualTo(128 + 9);
    }

    try (Program second = shop("mybatis")) {
      ada = ada.movedTo(ready(second));
      assertThat(ada.get("/").body()).contains("kept through mybatis", "Signed in as <strong>Ada</strong>", "2 items", "€43.00");
      assertThat(ada.add(Product.PEN).body()).contains("3 items");
      second.stop();
      assertThat(second.exit()).isEqualTo(128 + 15);
    }

    try (Program third = shop("ebean")) {
      assertThat(ada.movedTo(ready(third)).get("/").body())
          .contains("kept through ebean", "Signed in as <strong>Ada</strong>", "3 items", "€77.00");
      third.stop();
      third.exit();
    }
    assertThat(folder).as("scratch of the one killed, none of those stopped").isDirectoryContaining("glob:**/shop*")
        .satisfies(left -> assertThat(left.toFile().list((in, name) -> name.startsWith("shop"))).hasSize(1));
  }
}
