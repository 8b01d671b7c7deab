package io.tercet.store.metadata;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.random.RandomGenerator;

/** Passwords at rest: argon2id with 19 MiB and two passes, as OWASP's cheat sheet advises. */
public final class Passwords {
  /** Fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2: 15 where it stands alone). */
  public static final int SHORTEST = 15;

  /** Most characters of a password. */
  public static final int LONGEST = 256;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19 * 1024, 2, 1, HASH_BYTES, Argon2.ID);

  private Passwords() {}

  /**
   * The hash of a password, with its salt and parameters in it.
   *
   * @param random makes the salt
   * @throws IllegalArgumentException if the password is too short or too long
   */
  public static String hash(CharSequence password, RandomGenerator random) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a password must have %d to %d characters, got %d"
              .formatted(SHORTEST, LONGEST, password.length()));
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return Password.hash(password).addSalt(salt).with(ARGON2ID).getResult();
  }

  /** Whether {@code password} is the one that {@code hash} was made of. */
  public static boolean matches(CharSequence password, String hash) {
    return password.length() <= LONGEST
        && Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }
}
