package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists the devices on which the user is signed in, and logs them out. */
@SuppressWarnings("serial") // never serialised
final class DevicesServlet extends HttpServlet {

  static final Layout.Page PAGE = new Layout.Page("/devices", "Your devices");
  private static final String OTHERS = "others";

  private final Layout layout;
  private final Devices devices;
  private final InstantSource clock;

  DevicesServlet(Layout layout, Devices devices, InstantSource clock) {
    this.layout = layout;
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visitor visitor = Visitor.signedIn(request);
    List<Devices.Device> all = devices.of(visitor);
    Instant now = clock.instant();
    Markup others = all.size() < 2
        ? Markup.of("<p class=\"quiet\">You are signed in nowhere else.</p>\n")
        : Layout.button(PAGE.path(), visitor.token(), OTHERS, "all", "danger", Markup.of("Log out everywhere else"));
    layout.send(response, PAGE.name(), PAGE.path(), visitor, Markup.of("""
        {}<p class="lead">{}</p>
        <ul class="devices">
        {}</ul>
        {}""", Layout.notice(done(request.getParameter("ended"))),
        all.size() == 1 ? "You are signed in here only." : "You are signed in on " + all.size() + " devices.",
        Markup.all(all.stream().map(device -> card(device, visitor.token(), now))), others));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visitor visitor = Visitor.signedIn(request);
    int ended = request.getParameter(OTHERS) != null ? devices.logOutElsewhere(visitor)
        : devices.logOut(visitor, Objects.requireNonNullElse(request.getParameter("device"), "")) ? 1
        : 0;
    response.sendRedirect(PAGE.path() + "?ended=" + ended, HttpServletResponse.SC_SEE_OTHER);
  }

  private static String done(@Nullable String ended) {
    if (ended == null || !ended.matches("\\d{1,6}")) {
      return "";
    }
    return ended.equals("0")
        ? "It was logged out already."
        : Words.count(Integer.parseInt(ended), "other device", "other devices") + " logged out.";
  }

  private static Markup card(Devices.Device device, String token, Instant now) {
    Markup button = device.here()
        ? Layout.button(SignOutServlet.PATH, token, "device", "this", "plain", Markup.of("Log out here"))
        : Layout.button(PAGE.path(), token, "device", device.handle().value(), "plain",
            Markup.of("Log out<span class=\"unseen\"> {}, last seen {}</span>", device.browser(),
                Words.moment(device.lastSeen(), now)));
    return Markup.of("""
        <li class="card"><div class="head"><h2>{}</h2>{}</div>
        <dl><div><dt>Created</dt><dd>{}</dd></div><div><dt>Last seen</dt><dd>{}</dd></div><div><dt>Expires</dt><dd>{}</dd></div></dl>
        {}</li>
        """, device.browser(), device.here() ? Markup.of("<span class=\"badge\">This device</span>") : Markup.NONE,
        Words.moment(device.created(), now), Words.moment(device.lastSeen(), now), Words.moment(device.expires(), now),
        button);
  }
}
