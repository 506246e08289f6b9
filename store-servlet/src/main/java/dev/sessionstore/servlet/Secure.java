package dev.sessionstore.servlet;

/** Whether the cookie goes over TLS only. */
public enum Secure {
  /** As the request came: over TLS, or through a trusted proxy that says so. */
  AUTO,
  /** Always; on a plain request no cookie is set, so that no id crosses the net in clear. */
  ALWAYS,
  /** Never. */
  NEVER
}
