package io.tercet.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
  @Test
  void everythingIsHandedToTheDriver() {
    PostgresUrl url =
        PostgresUrl.parse(
            "postgresql://an%40na@db1:5433,db2/shop?sslmode=verify-full&sslrootcert=/etc/ca.pem");
    PGSimpleDataSource source = url.dataSource("s3cret");

    assertThat(url).hasToString("postgresql://an@na@db1:5433,db2/shop");
    assertThat(source.getUser()).isEqualTo("an@na");
    assertThat(source.getServerNames()).containsExactly("db1", "db2");
    assertThat(source.getPortNumbers()).containsExactly(5433, 5432);
    assertThat(source.getDatabaseName()).isEqualTo("shop");
    assertThat(source.getSslmode()).isEqualTo("verify-full");
    assertThat(source.getSslRootCert()).isEqualTo("/etc/ca.pem");
    assertThat(source.getPassword()).isEqualTo("s3cret");
  }

  @Test
  void aUserMayBeLeftOut() {
    assertThat(PostgresUrl.parse("postgres://localhost/shop").user()).isNull();
  }

  @Test
  void aPasswordInTheAddressIsRefusedWithoutRepeatingIt() {
    for (String url :
        new String[] {"postgresql://anna:s3cret@db/shop", "postgresql://db/shop?Password=s3cret"}) {
      assertThatThrownBy(() -> PostgresUrl.parse(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("holds a password")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void anotherFormIsRefused() {
    for (String url : new String[] {"postgresql://db", "postgresql:///shop", "postgresql:shop"}) {
      assertThatThrownBy(() -> PostgresUrl.parse(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("postgresql://USER@HOST:PORT/DATABASE");
    }
  }
}
