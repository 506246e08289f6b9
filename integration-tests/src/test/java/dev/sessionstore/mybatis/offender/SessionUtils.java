package dev.sessionstore.mybatis.offender;

/** Its package has no package-info, on purpose. */
public final class SessionUtils {

  private SessionUtils() {}
}
