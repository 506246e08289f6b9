package dev.sessionstore.mybatis.offender;

import dev.sessionstore.hibernate.HibernateBackend;
import dev.sessionstore.memory.offender.OpenToAll;

record KnowsAnotherBackend(HibernateBackend backend, OpenToAll above) {}
