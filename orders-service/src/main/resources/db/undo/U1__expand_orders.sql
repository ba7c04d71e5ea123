-- Undoes V1: drops all tables with their rows, so only for a database without data.
set lock_timeout = '2s';

drop function outbox_partitions(int, int);
drop sequence document_ticket;
drop table outbox_parked, relay_position, outbox, idempotency, refund_due, payment, order_history, order_line, orders,
    customer_key, stock_movement, stock, price_book_offer, price_book_product;
