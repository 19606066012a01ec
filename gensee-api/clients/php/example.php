<?php
// Creates a webcast, lists all pages, exports 30 days, attaches two files, and reads a refusal.
//
// usage: php example.php ADDRESS LOGIN PASSWORD

use Gensee\Api\{ExportApi, FileApi, WebcastApi};
use Gensee\{Configuration, Refused};
use Gensee\Model\Attachment;
use function Gensee\{client, pages, windows};
use const Gensee\DAY;

require_once 'GuzzleHttp/autoload.php';
require_once __DIR__ . '/adapter.php';
spl_autoload_register(fn ($name) => require __DIR__ . '/gensee/lib' . strtr(substr($name, 6), '\\', '/') . '.php');

[, $address, $loginName, $password] = $argv;
$login = ['login_name' => $loginName, 'password' => md5($password), 'sec' => true];
$config = (new Configuration())->setHost("$address/integration/site");
[$webcasts, $exports, $files] = array_map(
    fn ($api) => new $api(client(), $config),
    [WebcastApi::class, ExportApi::class, FileApi::class],
);
$now = time() * 1000;

$create = fn () => $webcasts->createWebcast(
    ...$login,
    subject: 'PHP 公开课',
    start_time: $now + DAY,
    organizer_token: '123456',
    panelist_token: '654321',
    telconf: '1',
);
$webcast = $create();
echo "created {$webcast->getId()} {$webcast->getNumber()}\n";

$ids = [];
foreach (pages(fn ($page) => $webcasts->listWebcasts(...$login, page_no: $page)) as $answer) {
    foreach ($answer->getList() as $row) {
        $ids[] = $row->getId();
    }
}
echo 'listed ', count($ids), "\n";
assert(in_array($webcast->getId(), $ids));

$visits = function (string $id, int $days) use ($exports, $login, $now) {
    $visits = [];
    foreach (windows($now - 30 * DAY, $now, $days) as [$start, $end]) {
        $call = fn ($page) => $exports->exportHistoryPage(
            ...$login,
            webcast_id: $id,
            start_time: $start,
            end_time: $end,
            page_no: $page,
        );
        foreach (pages($call, 'getPageDto') as $answer) {
            foreach ($answer->getList() ?? [] as $visit) {
                $visits[] = "{$visit->getJoinTime()} {$visit->getUid()} {$visit->getNickname()}";
            }
        }
    }
    sort($visits);
    return $visits;
};
$exported = array_combine($ids, array_map(fn ($id) => $visits($id, 7), $ids));
echo 'exported ', array_sum(array_map('count', $exported)), "\n";
uasort($exported, fn ($one, $other) => count($one) <=> count($other));
$longest = array_key_last($exported);
assert($exported[$longest] && $exported[$longest] == $visits($longest, 1));

$files->attachFiles(...$login, webcast_id: $webcast->getId(), attachment_list: [
    new Attachment(['url' => 'https://example.com/a.pdf', 'name' => '讲义 1']),
    new Attachment(['url' => 'https://example.com/b.pdf']),
]);
echo "attached 2\n";

try {
    $create();
    exit("a second webcast of the same subject was not refused\n");
} catch (Refused $refusal) {
    echo "refused {$refusal->getCode()}: {$refusal->getMessage()}\n";
}
