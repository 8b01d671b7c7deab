/** Point-in-time features: read each entity's profile, emit, then update the profile. */
@NullMarked
package io.tercet.core.feature;

import org.jspecify.annotations.NullMarked;
