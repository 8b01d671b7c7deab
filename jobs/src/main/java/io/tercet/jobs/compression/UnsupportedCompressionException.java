package io.tercet.jobs.compression;

import java.io.IOException;

/** A file that is an archive, or compressed in a way that is not read. */
public final class UnsupportedCompressionException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsupportedCompressionException(String message) {
    super(message);
  }
}
