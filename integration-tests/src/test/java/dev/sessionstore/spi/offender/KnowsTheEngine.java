package dev.sessionstore.spi.offender;

import dev.sessionstore.memory.offender.KnowsThePort;

final class KnowsTheEngine implements KnowsThePort {

  final Class<?> back = KnowsThePort.class;
}
