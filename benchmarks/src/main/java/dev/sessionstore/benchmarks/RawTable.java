package dev.sessionstore.benchmarks;

import dev.sessionstore.spi.SessionRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit: the stores' own statements by plain JDBC, one prepared statement per call, on a pool
 * with auto-commit. Thread-safe.
 */
final class RawTable implements PlainTable {

  private static final String COLUMNS = "sid, data, expires, max_age, version, created_at, updated_at";
  static final String FIND = "select " + COLUMNS + " from sessions where sid = ?";
  static final String INSERT = "insert into sessions (" + COLUMNS + ", username) values (?, ?, ?, ?, ?, ?, ?, ?)";
  static final String UPDATE =
      "update sessions set sid = ?, data = ?, max_age = ?, version = ?, updated_at = ?, username = ?, expires ="
          + " greatest(expires, ?) where sid = ? and version = ? and expires > ?";
  static final String TOUCH = "update sessions set updated_at = ?, expires = case when max_age = 0 then expires else"
      + " greatest(expires, least(least(? + coalesce(max_age, ?), created_at + ?), ?)) end where sid"
      + " = ? and expires > ?";
  static final String DELETE = "delete from sessions where sid = ?";
  static final String PAGE_BY = "select " + COLUMNS + " from sessions where username = ? and expires > ? and sid > ?"
      + " order by sid fetch first ? rows only";
  static final String DELETE_DEAD = "delete from sessions where expires <= ?";

  private final DataSource dataSource;

  RawTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public @Nullable SessionRow find(String key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, key);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? row(found) : null;
      }
    }
  }

  static SessionRow row(ResultSet found) throws SQLException {
    String key = found.getString(1);
    String data = found.getString(2);
    long expires = found.getLong(3);
    long idle = found.getLong(4);
    Long maxAge = found.wasNull() ? null : idle;
    return new SessionRow(key, data, expires, maxAge, found.getLong(5), found.getLong(6), found.getLong(7), Map.of());
  }

  @Override
  public void insert(SessionRow row) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, row.key());
      statement.setString(2, row.data());
      statement.setLong(3, row.expires());
      setMaxAge(statement, 4, row.maxAge());
      statement.setLong(5, row.version());
      statement.setLong(6, row.createdAt());
      statement.setLong(7, row.updatedAt());
      statement.setString(8, username(row));
      statement.executeUpdate();
    }
  }

  private static void setMaxAge(PreparedStatement statement, int position, @Nullable Long maxAge) throws SQLException {
    if (maxAge == null) {
      statement.setNull(position, Types.BIGINT);
    } else {
      statement.setLong(position, maxAge);
    }
  }

  static @Nullable String username(SessionRow row) {
    return (String) row.columns().get("username");
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      statement.setString(1, row.key());
      statement.setString(2, row.data());
      setMaxAge(statement, 3, row.maxAge());
      statement.setLong(4, row.version());
      statement.setLong(5, row.updatedAt());
      statement.setString(6, username(row));
      statement.setLong(7, row.expires());
      statement.setString(8, key);
      statement.setLong(9, version);
      statement.setLong(10, now);
      return statement.executeUpdate() > 0;
    }
  }

  @Override
  public boolean touch(String key, long now, long idle, long lifetime, long latest) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TOUCH)) {
      statement.setLong(1, now);
      statement.setLong(2, now);
      statement.setLong(3, idle);
      statement.setLong(4, lifetime);
      statement.setLong(5, latest);
      statement.setString(6, key);
      statement.setLong(7, now);
      return statement.executeUpdate() > 0;
    }
  }

  @Override
  public boolean delete(String key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, key);
      return statement.executeUpdate() > 0;
    }
  }

  List<SessionRow> pageBy(String user, long now, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE_BY)) {
      statement.setString(1, user);
      statement.setLong(2, now);
      statement.setString(3, "");
      statement.setInt(4, limit);
      List<SessionRow> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
        }
      }
      return rows;
    }
  }

  /** Removes all expired rows at once. */
  int deleteDead(long deadline) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_DEAD)) {
      statement.setLong(1, deadline);
      return statement.executeUpdate();
    }
  }
}
