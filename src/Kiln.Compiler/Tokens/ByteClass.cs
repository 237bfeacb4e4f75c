namespace Kiln.Compiler.Tokens;

/// <summary>What a byte can begin where a token is expected; <see cref="Of"/> is the table that the tokenizer branches on.</summary>
internal static class ByteClass
{
    public const byte Other = 0;
    public const byte Space = 1;
    public const byte Name = 2;
    public const byte Digit = 3;
    public const byte Quote = 4;
    public const byte NewLine = 5;
    public const byte Comment = 6;
    public const byte Operator = 7;
    public const byte Open = 8;
    public const byte Close = 9;
    public const byte Comma = 10;
    public const byte Dot = 11;
    public const byte Continuation = 12;
    public const byte End = 13;
    public const byte NonAscii = 14;

    /// <summary>The class of each byte. (A property of constant data needs no bounds check.)</summary>
    public static ReadOnlySpan<byte> Of =>
    [
        End, 0, 0, 0, 0, 0, 0, 0, 0, Space, NewLine, 0, Space, 0, 0, 0, // …  \t \n  \f
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        Space, Operator, Quote, Comment, 0, Operator, Operator, Quote, // space ! " # $ % & '
        Open, Close, Operator, Operator, Comma, Operator, Dot, Operator, // ( ) * + , - . /
        Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit,
        Digit, Digit, Operator, Operator, Operator, Operator, Operator, 0, // 8 9 : ; < = > ?
        Operator, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, // @ A …
        Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Open, Continuation, Close, Operator, Name, // … Z [ \ ] ^ _
        0, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, // ` a …
        Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Name, Open, Operator, Close, Operator, 0, // … z { | } ~
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
        NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii, NonAscii,
    ];

    /// <summary>is_potential_identifier_char of CPython's lexer, without the bytes beyond ASCII.</summary>
    public static bool IsNameByte(byte value) => Of[value] is Name or Digit;

    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}
