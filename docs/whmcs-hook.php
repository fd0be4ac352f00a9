<?php
/**
 * Tells the customer portal which record has changed. Copy to includes/hooks/ of WHMCS and set the two constants.
 * Sends ids only, never names, passwords or module parameters; a failure is swallowed, because the hook runs inside a
 * customer's page load or the cron job and the portal expires its caches by itself.
 */

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

const PORTAL_WEBHOOK_URL = 'https://portal.example.jp/webhooks/whmcs';
const PORTAL_WEBHOOK_SECRET = 'the value of WHMCS_WEBHOOK_SECRET';

function portal_notify(string $event, array $ids): void
{
    $bytes = random_bytes(16);
    $bytes[6] = chr((ord($bytes[6]) & 0x0f) | 0x40);
    $bytes[8] = chr((ord($bytes[8]) & 0x3f) | 0x80);
    $uuid = vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
    $body = json_encode([
        'id' => $uuid,
        'event' => $event,
        'occurredAt' => gmdate('Y-m-d\TH:i:s\Z'),
        // An object, also when no id is known: PHP would write an empty array.
        'data' => (object) array_filter($ids),
    ]);
    $timestamp = (string) time();
    $signature = hash_hmac('sha256', $timestamp . '.' . $body, PORTAL_WEBHOOK_SECRET);
    $request = curl_init(PORTAL_WEBHOOK_URL);
    curl_setopt_array($request, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => $body,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_CONNECTTIMEOUT => 1,
        CURLOPT_TIMEOUT => 2,
        CURLOPT_HTTPHEADER => [
            'Content-Type: application/json',
            'X-Portal-Timestamp: ' . $timestamp,
            'X-Portal-Signature: sha256=' . $signature,
        ],
    ]);
    curl_exec($request);
}

foreach (
    ['InvoiceCreated', 'InvoicePaid', 'AddInvoicePayment', 'InvoiceRefunded', 'InvoiceCancelled', 'InvoiceUnpaid', 'InvoiceChangeGateway'] as $event
) {
    add_hook($event, 1, function (array $vars) use ($event) {
        portal_notify($event, ['invoiceid' => (int) ($vars['invoiceid'] ?? 0)]);
    });
}

add_hook('AddTransaction', 1, function (array $vars) {
    portal_notify('AddTransaction', [
        'userid' => (int) ($vars['userid'] ?? 0),
        // The reference spells it both ways.
        'invoiceid' => (int) ($vars['invoiceid'] ?? $vars['invocieid'] ?? 0),
    ]);
});

foreach (['ClientEdit', 'ClientClose'] as $event) {
    add_hook($event, 1, function (array $vars) use ($event) {
        portal_notify($event, ['userid' => (int) ($vars['userid'] ?? 0)]);
    });
}
