package dev.sessionstore.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What an application does with a request. */
@FunctionalInterface
interface Page {
  void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
