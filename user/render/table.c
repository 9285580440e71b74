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

#include "base/memory.h"
#include "render/table.h"

#define COLUMNS_MAX	16	/* of a table that is printed row by row */
#define CUT_LEAST	8	/* minimum width of a column that may be cut */
#define LAST_LEAST	12	/* minimum width of the last column */

struct table {
	struct libscols_table	*lines;
	const struct column	*described;
	size_t			columns;
	bool			csv;
	bool			incomplete;	/* ran out of memory */
};

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

static bool add_column(struct table *table, const struct column *column)
{
	int flags = (column->right ? SCOLS_FL_RIGHT : 0) | (column->wrap ? SCOLS_FL_WRAP : 0) |
		    (column->cut ? SCOLS_FL_TRUNC : 0);
	struct libscols_column *added;

	added = scols_table_new_column(table->lines, column->name, column->width, flags);
	if (!added)
		return false;
	/* Keep libsmartcols from escaping our backslashes again. */
	scols_column_set_safechars(added, column->wrap ? "\\\n" : "\\");
	if (column->wrap)
		scols_column_set_wrapfunc(added, scols_wrapnl_chunksize, scols_wrapnl_nextchunk,
					  NULL);
	return true;
}

static bool add_columns(struct table *table, const struct output *output)
{
	size_t i;

	table->lines = scols_new_table();
	if (!table->lines)
		return false;
	scols_table_enable_colors(table->lines, output->color);
	scols_table_enable_noheadings(table->lines, !output->header);
	for (i = 0; i < table->columns; i++) {
		if (!add_column(table, &table->described[i]))
			return false;
	}
	return true;
}

static void print_header(const struct table *table)
{
	size_t i;

	for (i = 0; i < table->columns; i++)
		print_field(table->described[i].name, i + 1 == table->columns);
}

struct table *table_new(const struct output *output, const struct column *columns, size_t count)
{
	struct table *table = calloc(1, sizeof(*table));

	if (!table)
		return NULL;
	table->columns = count;
	table->described = columns;
	table->csv = output->format == OUTPUT_CSV;
	if (!table->csv)
		table->incomplete = !add_columns(table, output);
	else if (output->header)
		print_header(table);
	return table;
}

static bool add_row(struct table *table, const char *const *cells, const char *color)
{
	struct libscols_line *line = scols_table_new_line(table->lines, NULL);
	size_t i;

	if (!line)
		return false;
	for (i = 0; i < table->columns; i++) {
		if (scols_line_set_data(line, i, cells[i] ? cells[i] : ""))
			return false;
	}
	if (color)
		scols_line_set_color(line, color);
	return true;
}

void table_row(struct table *table, const char *const *cells, const char *color)
{
	size_t i;

	if (!table || table->incomplete)
		return;
	if (!table->csv) {
		table->incomplete = !add_row(table, cells, color);
		return;
	}
	for (i = 0; i < table->columns; i++)
		print_field(cells[i] ? cells[i] : "", i + 1 == table->columns);
}

enum status table_print(struct table *table)
{
	if (table && table->csv)
		return STATUS_OK;
	if (!table || table->incomplete || scols_print_table(table->lines))
		return out_of_memory("a table");
	scols_table_remove_lines(table->lines);
	return STATUS_OK;
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

/* Sets widths that later rows will have, too. */
static void fit_columns(struct table *table)
{
	size_t room = terminal_width(), widths[COLUMNS_MAX], i;

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
}

enum status table_stream(struct table *table)
{
	enum status status;
	bool fits = table && !table->csv && !table->incomplete;

	if (fits)
		fit_columns(table);
	status = table_print(table);
	if (fits)
		scols_table_enable_noheadings(table->lines, 1);
	return status;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	scols_unref_table(table->lines);
	free(table);
}
