package io.tercet.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out (RFC 9457).
 *
 * @param kind what the {@code type} says; it never changes
 * @param detail one line for people
 * @param retryAfterSeconds when to ask again; null if that is of no use
 */
public record Problem(Kind kind, String detail, @Nullable Integer retryAfterSeconds) {

  /** All kinds of problems. */
  public enum Kind {
    MALFORMED_JSON("malformed-json", 400, "The body is not the JSON that is expected"),
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter has a value that it cannot have"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed"),
    FORBIDDEN("forbidden", 403, "The token's role may not do this"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path has no such method"),
    TRANSACTION_CONFLICT(
        "transaction-conflict", 409, "The transaction id was decided on with other content"),
    CONFLICT("conflict", 409, "The state of things does not allow this"),
    TOO_LARGE("too-large", 413, "The body or a line is too long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's type is not understood"),
    INVALID_TRANSACTION(
        "invalid-transaction", 422, "The transaction has a value that is not valid"),
    IDEMPOTENCY_KEY_REUSED(
        "idempotency-key-reused", 422, "The Idempotency-Key was used for another transaction"),
    INTERNAL("internal", 500, "The server has a fault"),
    OVERLOADED("overloaded", 503, "More is asked for than can be done"),
    NOT_READY("not-ready", 503, "The server is starting or stopping");

    private final String id;
    private final int status;
    private final String title;

    Kind(String id, int status, String title) {
      this.id = id;
      this.status = status;
      this.title = title;
    }

    /** The stable URI of this kind. */
    public String type() {
      return "urn:tercet:problem:" + id;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The same for every occurrence. */
    public String title() {
      return title;
    }
  }

  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, null);
  }

  /** A problem on its way to the client. */
  static final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    ProblemException(Kind kind, String detail) {
      this(of(kind, detail));
    }

    Problem problem() {
      return problem;
    }
  }
}
