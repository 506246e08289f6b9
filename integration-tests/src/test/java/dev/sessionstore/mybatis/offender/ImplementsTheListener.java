package dev.sessionstore.mybatis.offender;

import dev.sessionstore.SessionListener;

final class ImplementsTheListener implements SessionListener {}
