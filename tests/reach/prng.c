/* Random numbers of Windows 10, which Rust's library asks for and older Wines do not have: bcryptprimitives.dll by another way. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID numbers, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE numbers, SIZE_T length)
{
    return SystemFunction036(numbers, (ULONG)length);
}
