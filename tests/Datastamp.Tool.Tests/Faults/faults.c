/*
 * Stands between a process and the system (LD_PRELOAD), and fails one of its calls on files below FAULT_ROOT, or that and all
 * behind it. FAULT_CLASS says which calls are counted, FAULT_CALL which of them fails, FAULT_ERROR by which number of errno; 0
 * kills the process there. Without FAULT_CALL, the number of calls is written to FAULT_COUNT when the process ends.
 * FAULT_CLOCK moves the clock by as many seconds from that call on.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *root, *class;
static long failing, shift;
static int number, once;
static atomic_long calls;

#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

__attribute__((constructor)) static void start(void)
{
    root = getenv("FAULT_ROOT");
    class = getenv("FAULT_CLASS");
    const char *call = getenv("FAULT_CALL"), *error = getenv("FAULT_ERROR"), *clock = getenv("FAULT_CLOCK");
    failing = call ? atol(call) : 0;
    number = error ? atoi(error) : 0;
    shift = clock ? atol(clock) : 0;
    once = getenv("FAULT_ONCE") != NULL;
}

__attribute__((destructor)) static void end(void)
{
    const char *count = getenv("FAULT_COUNT");
    if (count) {
        FILE *file = fopen(count, "w");
        if (file) {
            fprintf(file, "%ld\n", atomic_load(&calls));
            fclose(file);
        }
    }
}

static int below(const char *path) { return root && path && strncmp(path, root, strlen(root)) == 0; }

static int fails(const char *kind, const char *path)
{
    if (!class || !strstr(class, kind) || !below(path)) return 0;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (!failing || shift || (once ? call != failing : call < failing)) return 0;
    if (number == 0) kill(getpid(), SIGKILL);
    errno = number;
    return 1;
}

static int fails_at(const char *kind, int fd)
{
    if (!class || !strstr(class, kind)) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(kind, path);
}

static int is_write(int flags) { return (flags & O_ACCMODE) != O_RDONLY; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        if (fails(is_write(flags) ? "create" : "open", path)) return -1; \
        return NEXT(int (*)(const char *, int, ...), #name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

ssize_t read(int fd, void *buffer, size_t size)
{
    return fails_at("read", fd) ? -1 : NEXT(ssize_t (*)(int, void *, size_t), "read")(fd, buffer, size);
}
#define PREAD(name) \
    ssize_t name(int fd, void *buffer, size_t size, off_t at) \
    { return fails_at("read", fd) ? -1 : NEXT(ssize_t (*)(int, void *, size_t, off_t), #name)(fd, buffer, size, at); }
PREAD(pread)
PREAD(pread64)
ssize_t write(int fd, const void *buffer, size_t size)
{
    return fails_at("write", fd) ? -1 : NEXT(ssize_t (*)(int, const void *, size_t), "write")(fd, buffer, size);
}
#define PWRITE(name) \
    ssize_t name(int fd, const void *buffer, size_t size, off_t at) \
    { return fails_at("write", fd) ? -1 : NEXT(ssize_t (*)(int, const void *, size_t, off_t), #name)(fd, buffer, size, at); }
PWRITE(pwrite)
PWRITE(pwrite64)
int fsync(int fd) { return fails_at("write", fd) ? -1 : NEXT(int (*)(int), "fsync")(fd); }
int fdatasync(int fd) { return fails_at("write", fd) ? -1 : NEXT(int (*)(int), "fdatasync")(fd); }
int ftruncate(int fd, off_t size) { return fails_at("write", fd) ? -1 : NEXT(int (*)(int, off_t), "ftruncate")(fd, size); }
int ftruncate64(int fd, off_t size) { return fails_at("write", fd) ? -1 : NEXT(int (*)(int, off_t), "ftruncate64")(fd, size); }
int rename(const char *from, const char *to) { return fails("rename", to) ? -1 : NEXT(int (*)(const char *, const char *), "rename")(from, to); }
int unlink(const char *path) { return fails("unlink", path) ? -1 : NEXT(int (*)(const char *), "unlink")(path); }
int mkdir(const char *path, mode_t mode) { return fails("create", path) ? -1 : NEXT(int (*)(const char *, mode_t), "mkdir")(path, mode); }

int clock_gettime(clockid_t clock, struct timespec *time)
{
    int result = NEXT(int (*)(clockid_t, struct timespec *), "clock_gettime")(clock, time);
    if (shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) && atomic_load(&calls) >= failing) time->tv_sec += shift;
    return result;
}
