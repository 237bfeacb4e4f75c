/* walk ROOT TAG: the least that a check of an unchanged environment can cost, on one thread.
 *
 * Below ROOT: one openat and the readdir calls for each directory, one fstatat for each name.py, and for each of these
 * openat, a read of 16 bytes and close of its __pycache__/name.TAG.pyc. Nothing is compared, nothing is remembered.
 * Like importlib's and Kiln's walk it never enters __pycache__ nor a directory behind a link. Prints what it counted. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_BYTES = 16 };

static const char *tag;
static long directories, sources, headers;

static void fail(const char *what) {
    fprintf(stderr, "walk: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void read_header(int directory, const char *name, size_t stem_length) {
    char path[sizeof "__pycache__/..pyc" + NAME_MAX + 64];
    char header[HEADER_BYTES];
    snprintf(path, sizeof path, "__pycache__/%.*s.%s.pyc", (int)stem_length, name, tag);
    int file = openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    if (read(file, header, HEADER_BYTES) == HEADER_BYTES) headers++;
    close(file);
}

static void check_source(int directory, const char *name, size_t stem_length) {
    struct stat status;
    if (fstatat(directory, name, &status, 0) != 0 || !S_ISREG(status.st_mode)) return;
    sources++;
    read_header(directory, name, stem_length);
}

/* Only a filesystem that gives no type in its directory entries costs a stat here; ext4, xfs, btrfs and tmpfs do give it. */
static int is_directory(int parent, const struct dirent *entry) {
    struct stat status;
    if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
    return fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static void walk(int parent, const char *name) {
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (stream == NULL) fail(name);
    directories++;
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        const char *child = entry->d_name;
        size_t length = strlen(child);
        if (!strcmp(child, ".") || !strcmp(child, "..") || !strcmp(child, "__pycache__")) continue;
        if (is_directory(descriptor, entry)) walk(descriptor, child);
        else if (length > 3 && !strcmp(child + length - 3, ".py")) check_source(descriptor, child, length - 3);
    }
    closedir(stream);
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: walk ROOT TAG (for example: walk env/lib/python3.12/site-packages cpython-312)\n");
        return 2;
    }
    tag = arguments[2];
    walk(AT_FDCWD, arguments[1]);
    printf("%ld directories, %ld sources, %ld headers\n", directories, sources, headers);
    return 0;
}
