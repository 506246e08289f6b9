package dev.sessionstore.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** An application's response to a request. */
@FunctionalInterface
interface Page {
  void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
