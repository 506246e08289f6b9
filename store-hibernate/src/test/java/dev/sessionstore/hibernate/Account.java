package dev.sessionstore.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something of the application's that its sessions refer to. */
@Entity
class Account {

  @Id
  long id;
}
