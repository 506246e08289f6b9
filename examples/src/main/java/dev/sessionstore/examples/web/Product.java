package dev.sessionstore.examples.web;

/** What the shop sells. Sessions contain the constants' names. */
enum Product {
  NOVEL("A novel", "Paperback, a little sunned", 12_50),
  NOTEBOOK("A notebook", "Dotted, 160 pages, lies flat", 9_00),
  PEN("A fountain pen", "Steel nib, blue-black ink", 34_00),
  LAMP("A reading lamp", "Clips to a shelf, warm light", 27_90);

  private final String title;
  private final String description;
  private final int cents;

  Product(String title, String description, int cents) {
    this.title = title;
    this.description = description;
    this.cents = cents;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  int cents() {
    return cents;
  }
}
