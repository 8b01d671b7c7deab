/** What can be configured, and where each value comes from: option, environment, file, default. */
@NullMarked
package io.tercet.cli.config;

import org.jspecify.annotations.NullMarked;
