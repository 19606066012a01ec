// Creates a webcast, lists all pages, exports 30 days, attaches two files, and reads a refusal.
//
// usage: java Example ADDRESS LOGIN PASSWORD

import static gensee.Gensee.DAY;

import gensee.ApiClient;
import gensee.ApiException;
import gensee.Gensee;
import gensee.api.ExportApi;
import gensee.api.ExportApi.APIExportHistoryPageRequest;
import gensee.api.WebcastApi;
import gensee.api.WebcastApi.APICreateWebcastRequest;
import gensee.api.WebcastApi.APIListWebcastsRequest;
import gensee.model.AttachFiles200Response;
import gensee.model.Attachment;
import gensee.model.CreateWebcastResponse;
import gensee.model.ExportHistoryPageResponse;
import gensee.model.ListWebcastsResponse;
import gensee.model.Webcast;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class Example {
    private static ApiClient client;
    private static String login;
    private static String password;

    public static void main(String[] arguments) throws Exception {
        client = Gensee.client(arguments[0]);
        login = arguments[1];
        password = md5(arguments[2]);
        long now = System.currentTimeMillis();

        CreateWebcastResponse webcast = create(now);
        System.out.println("created " + webcast.getId() + " " + webcast.getNumber());

        List<String> ids = ids();
        System.out.println("listed " + ids.size());
        check(ids.contains(webcast.getId()), "the new webcast is not in the list");

        Map<String, List<String>> exported = new TreeMap<>();
        for (String id : ids) {
            exported.put(id, visits(id, now, 7));
        }
        System.out.println("exported " + exported.values().stream().mapToInt(List::size).sum());
        var longest = exported.entrySet().stream().max(Comparator.comparing(it -> it.getValue().size())).get();
        check(!longest.getValue().isEmpty(), "nobody came");
        check(longest.getValue().equals(visits(longest.getKey(), now, 1)), "shorter windows have other visits");

        List<Attachment> files = List.of(
                new Attachment().url("https://example.com/a.pdf").name("讲义 1"),
                new Attachment().url("https://example.com/b.pdf"));
        Map<String, ?> form = Map.of(
                "webcastId", webcast.getId(),
                "attachmentList", files,
                "sec", true,
                "loginName", login,
                "password", password);
        Gensee.call(client, "/webcast/file/attach", form, AttachFiles200Response.class);
        System.out.println("attached 2");

        try {
            create(now);
            check(false, "a second webcast of the same subject was not refused");
        } catch (ApiException error) {
            if (!(error.getCause() instanceof Gensee.Refused refusal)) {
                throw error;
            }
            System.out.println("refused " + refusal.getMessage());
        }
    }

    private static CreateWebcastResponse create(long now) throws ApiException {
        var request = APICreateWebcastRequest.newBuilder()
                .loginName(login)
                .password(password)
                .sec(true)
                .subject("Java 公开课")
                .startTime(now + DAY)
                .organizerToken("123456")
                .panelistToken("654321")
                .telconf("1")
                .build();
        return new WebcastApi(client).createWebcast(request).getCreateWebcastResponse();
    }

    private static List<String> ids() throws ApiException {
        List<String> ids = new ArrayList<>();
        long last = 1;
        for (long page = 1; page <= last; page++) {
            var request = APIListWebcastsRequest.newBuilder()
                    .loginName(login)
                    .password(password)
                    .sec(true)
                    .pageNo(page)
                    .build();
            ListWebcastsResponse answer = new WebcastApi(client).listWebcasts(request).getListWebcastsResponse();
            answer.getList().stream().map(Webcast::getId).forEach(ids::add);
            last = answer.getPage().getTotalPages();
        }
        return ids;
    }

    private static List<String> visits(String id, long now, int days) throws ApiException {
        List<String> visits = new ArrayList<>();
        for (long[] span : Gensee.windows(now - 30 * DAY, now, days)) {
            long last = 1;
            for (long page = 1; page <= last; page++) {
                var request = APIExportHistoryPageRequest.newBuilder()
                        .loginName(login)
                        .password(password)
                        .sec(true)
                        .webcastId(id)
                        .startTime(span[0])
                        .endTime(span[1])
                        .pageNo(page)
                        .build();
                ExportHistoryPageResponse answer =
                        new ExportApi(client).exportHistoryPage(request).getExportHistoryPageResponse();
                for (var visit : answer.getList()) {
                    visits.add(visit.getJoinTime() + " " + visit.getUid() + " " + visit.getNickname());
                }
                last = answer.getPageDto().getTotalPages();
            }
        }
        visits.sort(null);
        return visits;
    }

    private static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes("UTF-8"));
        return String.format("%032x", new BigInteger(1, digest));
    }

    private static void check(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }
}
