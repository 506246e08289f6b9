package dev.sessionstore.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sessionstore.SweepResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages are made of. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({"-PT1S,just now", "PT0S,just now", "PT30S,in a moment", "-PT60S,1 minute ago", "PT29M40S,in 30 minutes",
      "-PT3H,3 hours ago", "P6DT23H59M,in 7 days", "-P1D,1 day ago"})
  void a_moment_is_told_as_people_tell_it(Duration ahead, String words) {
    Instant now = Instant.parse("2026-01-01T00:00:00.123Z");
    assertThat(Words.moment(now.plus(ahead), now).html())
        .contains(">" + words + "</time>", "datetime=\"" + now.plus(ahead).toString().replaceAll("\\.\\d+", "") + "\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0                                           | Firefox on Linux
      Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1     | Safari on iPhone
      Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36                         | Chrome on Android
      Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0        | Edge on Windows
      something new                                                                                                    | An unknown browser
                                                                                                                       | An unknown browser
      """)
  void a_browser_is_known_by_what_it_calls_itself(String userAgent, String name) {
    assertThat(Browser.name(userAgent)).isEqualTo(name);
  }

  @Test
  void a_template_takes_as_many_values_as_it_has_holes_and_escapes_what_is_not_markup() {
    assertThat(Markup.of("<i title=\"{}\">{}</i>", "\"'<&>", Markup.of("<b>{}</b>", "{}")).html())
        .isEqualTo("<i title=\"&quot;&#39;&lt;&amp;&gt;\"><b>{}</b></i>");
    assertThatIllegalArgumentException().isThrownBy(() -> Markup.of("{}")).withMessageContaining("more holes");
    assertThatIllegalArgumentException().isThrownBy(() -> Markup.of("", 1)).withMessageContaining("fewer holes");
  }

  @Test
  void a_cart_counts_and_its_last_one_takes_the_line_along() {
    Cart cart = Cart.empty();
    cart.add(Product.PEN);
    cart.add(Product.NOVEL);
    cart.add(Product.PEN);
    assertThat(cart.count()).isEqualTo(3);
    assertThat(cart.cents()).isEqualTo(8050);
    cart.remove(Product.NOVEL);
    cart.remove(Product.NOVEL);
    assertThat(cart.lines()).containsExactly(new Cart.Line(Product.PEN, 2));
  }

  @Test
  void sweeps_are_counted_with_their_rows() {
    Figures figures = new Figures();
    figures.sweepFinished(new SweepResult(3, 1, Duration.ZERO));
    figures.sweepFinished(new SweepResult(4, 1, Duration.ZERO));
    figures.sweepFailed(new IllegalStateException());
    assertThat(figures.main()).contains(new Figures.Figure("Sweeps", 2), new Figures.Figure("Rows swept", 7));
    assertThat(figures.events()).contains(new Figures.Figure("Sweeps that failed", 1));
  }
}
