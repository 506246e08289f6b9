package dev.sessionstore.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Surefire's report of one class.
 *
 * @param tests the number of tests, including skipped and failed ones
 * @param failed the number of failures and errors
 * @param skipped the reason of each skipped test
 */
record TestClass(String module, String name, int tests, int failed, double seconds, List<String> skipped) {

  /** Matches "ID-2, ID-4 ": rules with the same reason are counted together. */
  private static final Pattern RULES = Pattern.compile("^[A-Z]+-\\d+(, [A-Z]+-\\d+)* ");
  private static final Pattern EXCEPTION = Pattern.compile("^[\\w.$]+(Exception|Error): ");

  static TestClass read(String module, Path file) throws IOException {
    Element suite;
    try {
      DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      DocumentBuilder parser = parsers.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // or it would print what it throws
      suite = parser.parse(file.toFile()).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(
          file + " is no report of Surefire's: " + e.getMessage() + " Delete it, or build with clean.", e);
    }
    List<String> skipped = new ArrayList<>();
    NodeList skips = suite.getElementsByTagName("skipped");
    for (int i = 0; i < skips.getLength(); i++) {
      skipped.add(reason((Element) skips.item(i)));
    }
    return new TestClass(module, suite.getAttribute("name"), number(suite, "tests"),
        number(suite, "failures") + number(suite, "errors"),
        Double.parseDouble(suite.getAttribute("time").replace(",", "")), List.copyOf(skipped));
  }

  private static int number(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }

  private static String reason(Element skip) {
    String said = (skip.hasAttribute("message") ? skip.getAttribute("message") : skip.getTextContent()).strip()
        .lines()
        .findFirst()
        .orElse("");
    String reason = RULES.matcher(EXCEPTION.matcher(said).replaceFirst("")).replaceFirst("");
    return reason.isEmpty() ? "no reason was given" : reason;
  }

  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
