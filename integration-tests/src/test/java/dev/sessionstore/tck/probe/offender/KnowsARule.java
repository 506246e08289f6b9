package dev.sessionstore.tck.probe.offender;

import dev.sessionstore.tck.RuleCatalogue;

/** An instrument of the kit that knows what it is used for. */
final class KnowsARule {

  private KnowsARule() {}

  static boolean known(String id) {
    return RuleCatalogue.load().find(id).isPresent();
  }
}
