package io.tercet.benchmarks.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
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

  /** Counts the lines of a chunked answer. */
  private static long count(InputStream answer, long wanted) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(answer, 1 << 16));
    while (!readLine(in).isEmpty()) {
      // The head.
    }
    long found = 0;
    byte[] chunk = new byte[0];
    while (found < wanted) {
      int size = Integer.parseInt(readLine(in), 16);
      if (size == 0) {
        break;
      }
      chunk = chunk.length < size ? new byte[size] : chunk;
      in.readFully(chunk, 0, size);
      in.skipNBytes(2);
      for (int i = 0; i < size; i++) {
        found += chunk[i] == '\n' ? 1 : 0;
      }
    }
    return found;
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
