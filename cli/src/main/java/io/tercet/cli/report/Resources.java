package io.tercet.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Files on the class path that the page is made of. */
final class Resources {
  private static final String ECHARTS = "META-INF/maven/org.webjars/echarts/pom.properties";

  private Resources() {}

  /** A file beside this class. */
  static String own(String name) {
    return text("io/tercet/cli/report/" + name);
  }

  /** The chart library, whichever version the class path holds. */
  static String echarts() {
    Properties properties = new Properties();
    try (InputStream in = open(ECHARTS)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version");
    return text("META-INF/resources/webjars/echarts/" + version + "/echarts.common.min.js");
  }

  private static String text(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = Resources.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("the class path lacks " + path);
    }
    return in;
  }
}
