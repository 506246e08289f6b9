package dev.sessionstore.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Called by a page that has done something to its session. */
@FunctionalInterface
interface Step {
  void on(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
