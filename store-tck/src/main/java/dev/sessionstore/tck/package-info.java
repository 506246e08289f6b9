/**
 * The conformance kit: it proves that a backend or a custom {@code SessionTable} keeps the contract,
 * rule by rule. This package has what the author of a harness uses: the class to extend, the
 * exclusion of a rule and the list of all rules. The rules' tests are in
 * {@link dev.sessionstore.tck.rules}, the instruments in {@link dev.sessionstore.tck.probe}.
 *
 * <p>Add {@code dev.sessionstore:store-tck} as a test dependency and extend
 * {@link dev.sessionstore.tck.SessionStoreTck} in a class whose name ends in {@code Test}:
 *
 * <pre>{@code
 * class MyTableTest extends SessionStoreTck {
 *   private final MyStorage storage = new MyStorage();
 *
 *   @Override protected SessionStore open(SessionStore.Builder prepared) {
 *     return prepared.table(MyTable.on(storage)).open();
 *   }
 * }
 * }</pre>
 *
 * <p>With an SQL database override {@code database()} too, and open the store on
 * {@code dataSource()}: then the rules on statements, transactions and faults run as well. Without
 * one they are skipped, each with a sentence. A failure starts with the rule it breaks, in the words
 * of {@code rules.md} beside these classes ({@link dev.sessionstore.tck.RuleCatalogue}).
 *
 * <p>Stability: types and methods stay, and new ones may come. A new release may add rules, and so
 * find what an older one did not.
 */
@NullMarked
package dev.sessionstore.tck;

import org.jspecify.annotations.NullMarked;
