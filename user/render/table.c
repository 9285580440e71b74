// SPDX-License-Identifier: GPL-2.0
/*
 * table.c - tables, as text or CSV
 */
#include <libsmartcols.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/status.h"
#include "render/table.h"

#define COLUMNS_MAX	16	/* of a table that is printed row by row */
#define CUT_LEAST	8	/* minimum width of a column that may be cut */
#define LAST_LEAST	12	/* minimum width of the last column */

struct table {
	struct libscols_table	*lines;
	const struct column	*described;
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

/*
 * Somebody can give a container a name that a spreadsheet takes for a formula.
 * Prefix it with an apostrophe, as spreadsheets mark text, and do the same for
 * fields that start with one. A lone "-", which stands for no value, is harmless.
 */
static bool is_marked(const char *field)
{
	const char *start = field + strspn(field, " ");

	return *field == '\'' || (*start && strchr("=+-@", *start) && start[1]);
}

/* As in RFC 4180, except that lines end in LF. */
static void print_field(const char *field, bool last)
{
	bool quoted = strpbrk(field, ",;\"\r\n");
	const char *c;

	if (quoted)
		putchar('"');
	if (is_marked(field))
		putchar('\'');
	for (c = field; *c; c++) {
		if (*c == '"')
			putchar('"');
		putchar(*c);
	}
	if (quoted)
		putchar('"');
	putchar(last ? '\n' : ',');
}

struct table *table_new(const struct output *output, const struct column *columns, size_t count)
{
	struct table *table = calloc(1, sizeof(*table));
	size_t i;

	check(table);
	table->columns = count;
	table->described = columns;
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
		/* Keep libsmartcols from escaping our backslashes again. */
		scols_column_set_safechars(column, columns[i].wrap ? "\\\n" : "\\");
		if (columns[i].wrap) {
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

/* In cells; 0 if standard output is not a terminal. */
static size_t terminal_width(void)
{
	struct winsize size;

	return isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ? size.ws_col : 0;
}

void table_fit(const struct column *columns, size_t count, size_t room, size_t *widths)
{
	size_t sum = LAST_LEAST, i;

	for (i = 0; i + 1 < count; i++) {
		widths[i] = columns[i].width;
		sum += widths[i] + 1;
	}
	/* Take one cell at a time from the widest column that may be cut. */
	while (sum > room) {
		size_t widest = count;

		for (i = 0; i + 1 < count; i++) {
			if (columns[i].cut && widths[i] > CUT_LEAST &&
			    (widest == count || widths[i] > widths[widest]))
				widest = i;
		}
		if (widest == count)
			break;
		widths[widest]--;
		sum--;
	}
	widths[count - 1] = LAST_LEAST + (room > sum ? room - sum : 0);
}

void table_stream(struct table *table)
{
	size_t room = terminal_width(), widths[COLUMNS_MAX], i;

	if (table->csv)
		return;
	table_fit(table->described, table->columns, room ? room : SIZE_MAX, widths);
	for (i = 0; i < table->columns; i++) {
		struct libscols_column *column = scols_table_get_column(table->lines, i);

		/* If this is not a terminal, the last column is never cut. */
		if (!room && i + 1 == table->columns)
			break;
		scols_column_set_whint(column, widths[i]);
		scols_column_set_flags(column, scols_column_get_flags(column) |
					       SCOLS_FL_STRICTWIDTH | SCOLS_FL_TRUNC);
	}
	if (room)
		scols_table_set_termwidth(table->lines, room);
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
