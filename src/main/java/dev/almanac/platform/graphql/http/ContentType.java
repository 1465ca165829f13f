package dev.almanac.platform.graphql.http;

import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The one type that bodies may have. A page of another site can send forms and plain text in a visitor's name without
 * asking, but not {@code application/json}; and what is not compressed cannot unfold.
 */
final class ContentType {

    private ContentType() {}

    /** @throws RequestRefusedException unless the body is uncompressed JSON in UTF-8 */
    static void check(HttpHeaders headers) {
        List<String> encodings = headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of());
        if (encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw new RequestRefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE, "Bodies are taken uncompressed");
        }
        if (!isJson(headers)) {
            throw new RequestRefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json, in UTF-8");
        }
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type != null
                    && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getParameter("charset") == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
