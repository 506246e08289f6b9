package dev.sessionstore.memory.offender;

import org.hibernate.SessionFactory;

record KnowsHibernate(SessionFactory factory) {}
