package dev.sessionstore.memory.offender;

import dev.sessionstore.mybatis.offender.SessionUtils;

record KnowsABackend(SessionUtils utils) {}
