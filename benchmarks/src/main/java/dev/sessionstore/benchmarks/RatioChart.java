package dev.sessionstore.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Draws the ratio to raw JDBC by operation, a panel per database and a bar per store: 1 KB, one
 * thread.
 */
final class RatioChart {

  private static final Color[] COLORS =
      {new Color(0x1b6ca8), new Color(0x2aa876), new Color(0x7b4fa3), new Color(0xc9c9c9), new Color(0xa0a0a0),
          new Color(0x787878)};

  private RatioChart() {}

  static void write(Figures figures, Path file) throws IOException {
    CombinedDomainCategoryPlot panels = new CombinedDomainCategoryPlot(new CategoryAxis(""));
    panels.setGap(20);
    for (Product product : Product.values()) {
      DefaultCategoryDataset ratios = ratios(figures, product);
      if (ratios.getRowCount() > 0) {
        CategoryPlot panel = panel(ratios, product);
        panels.add(panel);
        panels.setFixedLegendItems(panel.getLegendItems()); // the same in each panel
      }
    }
    JFreeChart chart = new JFreeChart("Operations a second as a ratio to raw JDBC (1 KB, one thread)",
        new Font(Font.SANS_SERIF, Font.BOLD, 16), panels, true);
    chart.setBackgroundPaint(Color.WHITE);
    ChartUtils.saveChartAsPNG(file.toFile(), chart, 1200, 900);
  }

  private static DefaultCategoryDataset ratios(Figures figures, Product product) {
    DefaultCategoryDataset ratios = new DefaultCategoryDataset();
    for (Entrant entrant : Entrant.values()) {
      for (Operation operation : Operation.values()) {
        if (entrant != Entrant.RAW) {
          figures.find(entrant, product, operation, 1, 1024)
              .ifPresent(figure -> figures.toRaw(figure)
                  .ifPresent(ratio -> ratios.addValue(ratio, entrant.label(), operation.label())));
        }
      }
    }
    return ratios;
  }

  private static CategoryPlot panel(DefaultCategoryDataset ratios, Product product) {
    BarRenderer bars = new BarRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setShadowVisible(false);
    bars.setItemMargin(0.05);
    for (int i = 0; i < COLORS.length; i++) {
      bars.setSeriesPaint(i, COLORS[i]);
    }
    NumberAxis axis = new NumberAxis(product.label());
    CategoryPlot plot = new CategoryPlot(ratios, null, axis, bars);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.addRangeMarker(new ValueMarker(1, Color.RED, plot.getRangeGridlineStroke()));
    return plot;
  }
}
