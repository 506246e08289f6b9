package dev.sessionstore.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The main class of a JVM that measures one contestant on one database, or one comparison. JMH does
 * not fork again. Figures go to the standard output, a line each.
 */
final class Fork {

  private static final Set<Operation> SINGLE_SHOTS = EnumSet.of(Operation.DESTROY, Operation.SWEEP);
  private static final int CONNECTIONS = 8;
  private static final int FEW = 2_000;

  private Fork() {}

  /** The arguments are form, {@code store} or a comparison's name, entrant, and product. */
  public static void main(String[] arguments) {
    int outcome = 1;
    try {
      run(arguments);
      outcome = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(outcome); // ends threads that an ORM has left
  }

  private static void run(String[] arguments) throws Exception {
    Form form = Form.named(arguments[0]);
    Entrant entrant = Entrant.valueOf(arguments[2]);
    Product product = Product.valueOf(arguments[3]);
    if (arguments[1].equals("STORE")) {
      new Fork().store(form, entrant, product);
    } else {
      Comparison.valueOf(arguments[1]).run(entrant, product, form).forEach(ratio -> System.out.println(ratio.line()));
    }
  }

  private void store(Form form, Entrant entrant, Product product) throws Exception {
    warmUp(form, entrant, product);
    for (Form.Series series : form.series()) {
      Payload payload = new Payload(series.bytes());
      try (Arena arena = Arena.open(entrant, product, payload, CONNECTIONS, series.sessions())) {
        StoreBenchmark.in(arena);
        Set<Operation> operations = EnumSet.copyOf(series.operations());
        operations.retainAll(arena.contestant().operations());
        Counts counts = Counts.of(entrant, product, payload, operations);
        for (Operation operation : operations) {
          for (int threads : operation == Operation.SWEEP ? List.of(1) : series.threads()) {
            Figure figure = measured(form, entrant, product, series, operation, threads, counts);
            System.out.println(
                (SINGLE_SHOTS.contains(operation) ? figure.allocating(allocated(arena, operation)) : figure).line());
          }
        }
      } finally {
        StoreBenchmark.in(null);
      }
    }
  }

  /** Measures on its own table. */
  private static void warmUp(Form form, Entrant entrant, Product product) throws Exception {
    try (Arena arena = Arena.open(entrant, product, new Payload(1024), CONNECTIONS, 200)) {
      Contestant contestant = arena.contestant();
      Set<Operation> operations = EnumSet.copyOf(contestant.operations());
      operations.removeAll(EnumSet.of(Operation.CREATE, Operation.ROTATE, Operation.DESTROY, Operation.SWEEP));
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(form.jvmWarmUpMillis());
      while (System.nanoTime() < end) {
        String id = contestant.create();
        for (Operation operation : operations) {
          Counts.run(operation, contestant, id);
        }
        contestant.destroy(contestant.operations().contains(Operation.ROTATE) ? contestant.rotate(id) : id);
      }
    }
  }

  private static Figure measured(Form form, Entrant entrant, Product product, Form.Series series, Operation operation,
      int threads, Counts counts) throws RunnerException {
    boolean single = SINGLE_SHOTS.contains(operation);
    int batch = operation == Operation.DESTROY ? form.doomed() / threads : 1;
    System.setProperty("benchmark.doomed", Integer.toString(form.doomed()));
    System.setProperty("benchmark.dead", Integer.toString(form.dead()));
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include(StoreBenchmark.class.getName().replace(".", "\\.") + "\\." + operation.method() + "$")
        .forks(0).threads(threads).verbosity(VerboseMode.SILENT).shouldFailOnError(true).addProfiler(GCProfiler.class);
    if (single) {
      options.mode(Mode.SingleShotTime).timeUnit(TimeUnit.SECONDS).warmupBatchSize(batch).measurementBatchSize(batch)
          .warmupIterations(operation == Operation.DESTROY ? 1 : 0)
          .measurementIterations(
              operation == Operation.DESTROY ? form.iterations() : Math.max(1, form.iterations() / 2));
    } else {
      options.mode(Mode.Throughput).timeUnit(TimeUnit.SECONDS)
          .warmupIterations(1).warmupTime(TimeValue.milliseconds(form.warmUpMillis()))
          .measurementIterations(form.iterations()).measurementTime(TimeValue.milliseconds(form.iterationMillis()));
    }
    RunResult result = new Runner(options.build()).run().iterator().next();
    int perInvocation = operation == Operation.SWEEP ? form.dead() : 1;
    List<Double> rates = new ArrayList<>();
    result.getBenchmarkResults().forEach(run -> run.getIterationResults().forEach(iteration -> {
      double score = iteration.getPrimaryResult().getScore();
      rates.add(single ? perInvocation * batch * threads / score : score);
    }));
    double mean = rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double most = rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double least = rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    Counts.PerOperation counted = counts.of(operation);
    return new Figure(entrant, product, operation, threads, series.bytes(), mean, (most - least) / 2 / mean,
        allocated(result), counted.statements(), counted.commits(), counted.checkOuts());
  }

  /** Measured here, since JMH would count the allocations of filling the table. */
  private static double allocated(Arena arena, Operation operation) throws Exception {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int first = arena.add(FEW, operation == Operation.SWEEP);
    long before = memory.getCurrentThreadAllocatedBytes();
    if (operation == Operation.SWEEP) {
      arena.contestant().sweep();
    } else {
      for (int i = first; i < first + FEW; i++) {
        arena.contestant().destroy(Ids.of(i));
      }
    }
    return (memory.getCurrentThreadAllocatedBytes() - before) / (double) FEW;
  }

  private static double allocated(RunResult result) {
    for (String name : result.getSecondaryResults().keySet()) {
      if (name.endsWith("gc.alloc.rate.norm")) {
        return result.getSecondaryResults().get(name).getScore();
      }
    }
    return Double.NaN;
  }
}
