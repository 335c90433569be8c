// Commits the fault it is asked for, so that a test sees the sanitizer of this build end it.
#include <climits>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

namespace {

int add_one(int number) { return number + 1; }

int read_behind(const std::vector<int>& numbers) { return numbers.data()[numbers.size()]; }

int* volatile lost = nullptr;

void lose_memory() {
    lost = new int(1);
    lost = nullptr;
}

int count_in_two_threads() {
    int count = 0;
    std::thread other([&count] { ++count; });
    ++count;
    other.join();
    return count;
}

int commit(const char* fault, int number) {
    if (std::strcmp(fault, "overflow") == 0) {
        const int sum = add_one(number);
        std::puts("went on");
        return sum;
    }
    if (std::strcmp(fault, "behind") == 0) {
        return read_behind(std::vector<int>(4));
    }
    if (std::strcmp(fault, "leak") == 0) {
        lose_memory();
    }
    return std::strcmp(fault, "race") == 0 ? count_in_two_threads() : 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        return 2;
    }
    std::printf("%d\n", commit(words[1], INT_MAX));
    return 0;
}
