<?php
// What a generated client cannot know: how lists of rows are sent, and that a refusal comes with HTTP 200.

namespace Gensee;

use GuzzleHttp\{Client, HandlerStack, Middleware};
use GuzzleHttp\Psr7\Utils;
use Psr\Http\Message\{RequestInterface, ResponseInterface};

/** The site refused the call; `getCode()` is a return code of the document. */
class Refused extends \RuntimeException
{
}

/** The HTTP client that each `…Api` is made with. */
function client(): Client
{
    $stack = HandlerStack::create();
    $stack->push(Middleware::mapRequest(function (RequestInterface $request) {
        // `attachmentList[0].url`, where the generator writes `attachmentList[0][url]`.
        $form = preg_replace('/(%5B\d+%5D)%5B(\w+)%5D=/', '$1.$2=', (string) $request->getBody());
        return $request->withoutHeader('Content-Length')->withBody(Utils::streamFor($form));
    }));
    $stack->push(Middleware::mapResponse(function (ResponseInterface $response) {
        // Texts that people typed can hold control characters that are not escaped.
        $text = strtr((string) $response->getBody(), "\r\n\t", '   ');
        $answer = json_decode($text, flags: JSON_THROW_ON_ERROR);
        if ((string) $answer->code !== '0') {
            throw new Refused($answer->message ?? '', (int) $answer->code);
        }
        return $response->withBody(Utils::streamFor($text));
    }));
    return new Client(['handler' => $stack]);
}

const DAY = 24 * 60 * 60 * 1000;

/** The spans, one behind the other, of which each is short enough for `x-gensee-window`. Both ends belong to a span. */
function windows(int $start, int $end, int $days): \Generator
{
    for (; $start < $end; $start += $days * DAY) {
        yield [$start, min($start + $days * DAY, $end) - 1];
    }
}

/** The answers for all pages, one after the other. */
function pages(callable $call, string $page = 'getPage'): \Generator
{
    for ($number = 1, $last = 1; $number <= $last; $number++) {
        $answer = $call($number);
        $last = $answer->$page()->getTotalPages();
        yield $answer;
    }
}
