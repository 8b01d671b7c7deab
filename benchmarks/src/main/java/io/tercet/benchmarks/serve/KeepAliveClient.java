package io.tercet.benchmarks.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection that is kept alive; a request at a time, with as little work as possible. */
final class KeepAliveClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final OutputStream out;
  private final InputStream in;
  private final String head;
  private final byte[] line = new byte[8192];

  KeepAliveClient(int port, String token) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    head = "Host: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
  }

  /** A request whose body is one decision, as bytes. */
  byte[] decision(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String request =
        "POST /api/v1/decisions HTTP/1.1\r\n"
            + head
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    return (request + body).getBytes(UTF_8);
  }

  /** A request without a body. */
  byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\n" + head + "\r\n").getBytes(ISO_8859_1);
  }

  /** Sends a request, reads the whole answer and returns its status. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    int status = 0;
    int length = 0;
    for (int size = readLine(); size > 0; size = readLine()) {
      if (status == 0) {
        status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
      } else if ((line[0] | 0x20) == 'c' && size > 15 && (line[8] | 0x20) == 'l') {
        length = Integer.parseInt(new String(line, 15, size - 15, ISO_8859_1).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  /** Reads a header line; its length without the end. */
  private int readLine() throws IOException {
    int size = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      line[size++] = (byte) next;
    }
    return size - 1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
