package io.tercet.benchmarks.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;

/** One NDJSON stream: a thread sends chunks of lines, another counts the lines that come back. */
final class StreamLoad {
  private StreamLoad() {}

  /** Sends all chunks and returns how many seconds it took until the last answer. */
  static double run(int port, String token, List<byte[]> chunks, long lines) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      long begin = System.nanoTime();
      Thread sender = Thread.ofPlatform().start(() -> send(socket, token, chunks));
      long got = count(socket.getInputStream(), lines);
      double seconds = (System.nanoTime() - begin) / 1e9;
      sender.join();
      if (got != lines) {
        throw new IllegalStateException(got + " answers to " + lines + " lines");
      }
      return seconds;
    }
  }

  private static void send(Socket socket, String token, List<byte[]> chunks) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(ISO_8859_1));
      for (byte[] chunk : chunks) {
        out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(ISO_8859_1));
        out.write(chunk);
        out.write("\r\n".getBytes(ISO_8859_1));
      }
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts objects by the beginning that every answer has. */
  private static long count(InputStream in, long wanted) throws IOException {
    byte[] mark = "{\"transaction_id\"".getBytes(ISO_8859_1);
    byte[] buffer = new byte[1 << 16];
    long found = 0;
    int matched = 0;
    while (found < wanted) {
      int read = in.read(buffer);
      if (read < 0) {
        break;
      }
      for (int i = 0; i < read; i++) {
        byte next = buffer[i];
        if (next == '\r' || next == '\n') {
          continue; // a chunk may end within the mark
        }
        matched = next == mark[matched] ? matched + 1 : next == mark[0] ? 1 : 0;
        if (matched == mark.length) {
          found++;
          matched = 0;
        }
      }
    }
    return found;
  }
}
