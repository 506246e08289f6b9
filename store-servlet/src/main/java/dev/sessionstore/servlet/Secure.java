package dev.sessionstore.servlet;

/** Whether the cookie is sent over TLS only. */
public enum Secure {
  /** If the request came over TLS, directly or through a trusted proxy that says so. */
  AUTO,
  /** Always; on a request without TLS no cookie is set, so that no id is sent unencrypted. */
  ALWAYS,
  /** Never. */
  NEVER
}
