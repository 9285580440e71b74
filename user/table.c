// SPDX-License-Identifier: GPL-2.0
/*
 * table.c - tables for people, and the same as CSV
 */
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

struct table {
	struct libscols_table	*lines;
	size_t			columns;
	bool			csv;
};

static void check(bool done)
{
	if (!done) {
		fail(STATUS_FAILED, "out of memory for a table");
		exit(STATUS_FAILED);
	}
}

/* A field as RFC 4180 wants it. */
static void print_field(const char *field, bool last)
{
	const char *c;

	if (!strpbrk(field, ",\"\r\n")) {
		fputs(field, stdout);
	} else {
		putchar('"');
		for (c = field; *c; c++) {
			if (*c == '"')
				putchar('"');
			putchar(*c);
		}
		putchar('"');
	}
	fputs(last ? "\r\n" : ",", stdout);
}

struct table *table_new(const struct output *output, const struct column *columns, size_t count)
{
	struct table *table = calloc(1, sizeof(*table));
	size_t i;

	check(table);
	table->columns = count;
	table->csv = output->format == OUTPUT_CSV;
	if (table->csv) {
		for (i = 0; output->header && i < count; i++)
			print_field(columns[i].name, i + 1 == count);
		return table;
	}
	table->lines = scols_new_table();
	check(table->lines);
	scols_table_enable_colors(table->lines, output->color);
	scols_table_enable_noheadings(table->lines, !output->header);
	for (i = 0; i < count; i++) {
		struct libscols_column *column;

		column = scols_table_new_column(table->lines, columns[i].name, columns[i].width,
						(columns[i].right ? SCOLS_FL_RIGHT : 0) |
						(columns[i].wrap ? SCOLS_FL_WRAP : 0) |
						(columns[i].cut ? SCOLS_FL_TRUNC : 0));
		check(column);
		if (columns[i].wrap) {
			scols_column_set_safechars(column, "\n");
			scols_column_set_wrapfunc(column, scols_wrapnl_chunksize,
						  scols_wrapnl_nextchunk, NULL);
		}
	}
	return table;
}

void table_row(struct table *table, const char *const *cells, const char *color)
{
	struct libscols_line *line;
	size_t i;

	if (table->csv) {
		for (i = 0; i < table->columns; i++)
			print_field(cells[i] ? cells[i] : "", i + 1 == table->columns);
		return;
	}
	line = scols_table_new_line(table->lines, NULL);
	check(line);
	for (i = 0; i < table->columns; i++)
		check(!scols_line_set_data(line, i, cells[i] ? cells[i] : ""));
	if (color)
		scols_line_set_color(line, color);
}

void table_print(struct table *table)
{
	if (table->csv)
		return;
	check(!scols_print_table(table->lines));
	scols_table_remove_lines(table->lines);
}

void table_stream(struct table *table)
{
	size_t i;

	if (table->csv)
		return;
	for (i = 0; i + 1 < table->columns; i++) {
		struct libscols_column *column = scols_table_get_column(table->lines, i);

		scols_column_set_flags(column, scols_column_get_flags(column) |
					       SCOLS_FL_STRICTWIDTH | SCOLS_FL_TRUNC);
	}
	table_print(table);
	scols_table_enable_noheadings(table->lines, 1);
}

void table_free(struct table *table)
{
	if (!table)
		return;
	scols_unref_table(table->lines);
	free(table);
}
