namespace VirshLite.Cli.Hello;

/// <summary>
/// The disk of examples/hello.xml: one boot sector that greets on the first serial port, sends back what is typed and powers off on request or when the power
/// button is pressed (<c>virshlite shutdown</c>). It sleeps while nothing happens. Machines pc and q35 with ACPI.
/// </summary>
public static class HelloImage
{
    public const int Size = 512;

    public const string Greeting = "Hello from VirshLite!";

    private const string Explanation = "What you type comes back. On an empty line, q powers off and r reboots; Ctrl+] leaves.";

    private const ushort Origin = 0x7C00;
    private const ushort Com1 = 0x3F8;

    // where QEMU's pc and q35 firmware puts the ACPI power management registers
    private const ushort PowerStatus = 0x600;
    private const ushort PowerEnable = 0x602;
    private const ushort PowerControl = 0x604;
    private const ushort SleepEnable = 0x2000;
    private const ushort PowerButton = 0x0100;

    public static byte[] Create()
    {
        var code = new RealModeCode(Origin);
        SetUp(code);
        Idle(code);
        Interrupt(code);
        Print(code);
        code.Label("greeting").Text($"\r\n{Greeting}\r\n{Explanation}\r\n> ");
        code.Label("newline").Text("\r\n> ");
        code.Label("bye").Text("\r\nGoodbye.\r\n");

        byte[] sector = new byte[Size];
        byte[] program = code.ToArray();
        program.CopyTo(sector.AsSpan(0, Size - 2));
        sector[Size - 2] = 0x55;
        sector[Size - 1] = 0xAA;
        return sector;
    }

    private static void SetUp(RealModeCode code) => code
        .Emit(0xFA)                         // cli
        .Emit(0x31, 0xC0)                   // xor ax, ax
        .Emit(0x8E, 0xD8)                   // mov ds, ax
        .Emit(0x8E, 0xD0)                   // mov ss, ax
        .Emit(0xBC, 0x00, 0x7C)             // mov sp, 0x7C00
        .Emit(0x31, 0xDB)                   // xor bx, bx: how much the current line has
        .Emit(0xFC)                         // cld
        .Out8(Com1 + 3, 0x80)               // divisor access
        .Out8(Com1, 1)                      // 115200 bit/s
        .Out8(Com1 + 1, 0)
        .Out8(Com1 + 3, 0x03)               // 8N1
        .Out8(Com1 + 2, 0x07)               // FIFO on and empty
        .Out8(Com1 + 4, 0x0B)               // DTR, RTS, interrupt line
        .Out8(Com1 + 1, 0x01)               // interrupt when something arrives
        .Store(0x0C * 4, "interrupt")       // IRQ 4 is vector 0x0C
        .Store((0x0C * 4) + 2, (ushort)0)
        .Emit(0xE4, 0x21, 0x24, 0xEF, 0xE6, 0x21) // in al, 0x21; and al, ~0x10; out 0x21, al
        .Out16(PowerEnable, PowerButton)
        .MovSi("greeting")
        .Call("print")
        .Emit(0xFB);                        // sti

    /// <summary>Sleeps; the timer wakes it 18 times a second to look at the power button.</summary>
    private static void Idle(RealModeCode code) => code
        .Label("idle")
        .Emit(0xF4)                         // hlt
        .MovDx(PowerStatus)
        .Emit(0xED)                         // in ax, dx
        .Emit(0x40)                         // inc ax: a machine without ACPI answers 0xFFFF
        .Short(0x74, "idle")                // jz
        .Emit(0x48)                         // dec ax
        .Emit(0xF6, 0xC4, PowerButton >> 8) // test ah, power button
        .Short(0x74, "idle")
        .Label("off")
        .MovSi("bye")
        .Call("print")
        .Emit(0xFB)                         // sti: the timer goes before the serial port's interrupt
        .Emit(0xB9, 0x05, 0x00)             // mov cx, 5
        .Label("linger")                    // five ticks, so that the last words are read before the console is gone
        .Emit(0xF4)                         // hlt
        .Short(0xE2, "linger")              // loop
        .Out16(PowerControl, SleepEnable)
        .Label("halt")
        .Emit(0xFA, 0xF4)                   // cli; hlt
        .Short(0xEB, "halt");

    private static void Interrupt(RealModeCode code) => code
        .Label("interrupt")
        .Emit(0x50, 0x52, 0x56)             // push ax, dx, si
        .Label("next")
        .In8(Com1 + 5)
        .Emit(0xA8, 0x01)                   // test al, 1: something there?
        .Short(0x74, "done")
        .In8(Com1)
        .Emit(0x3C, 0x04)                   // cmp al, Ctrl+D
        .Short(0x74, "off")
        .Emit(0x3C, 0x0D)                   // cmp al, Enter
        .Short(0x74, "enter")
        .Emit(0x85, 0xDB)                   // test bx, bx
        .Short(0x75, "echo")
        .Emit(0x3C, (byte)'q')
        .Short(0x74, "off")
        .Emit(0x3C, (byte)'r')
        .Short(0x75, "echo")
        .Emit(0xB0, 0xFE, 0xE6, 0x64)       // mov al, 0xFE; out 0x64, al: reset
        .Short(0xEB, "halt")
        .Label("echo")
        .Emit(0x43)                         // inc bx
        .Call("put")
        .Short(0xEB, "next")
        .Label("enter")
        .Emit(0x31, 0xDB)                   // xor bx, bx
        .MovSi("newline")
        .Call("print")
        .Short(0xEB, "next")
        .Label("done")
        .Emit(0xB0, 0x20, 0xE6, 0x20)       // mov al, 0x20; out 0x20, al: end of interrupt
        .Emit(0x5E, 0x5A, 0x58, 0xCF);      // pop si, dx, ax; iret

    private static void Print(RealModeCode code) => code
        .Label("print")
        .Emit(0xAC)                         // lodsb
        .Emit(0x84, 0xC0)                   // test al, al
        .Short(0x74, "printed")
        .Call("put")
        .Short(0xEB, "print")
        .Label("put")
        .Emit(0x50)                         // push ax
        .Label("busy")
        .In8(Com1 + 5)
        .Emit(0xA8, 0x20)                   // test al, 0x20: room to send?
        .Short(0x74, "busy")
        .Emit(0x58)                         // pop ax
        .MovDx(Com1)
        .Emit(0xEE)                         // out dx, al
        .Label("printed")
        .Emit(0xC3);                        // ret
}
