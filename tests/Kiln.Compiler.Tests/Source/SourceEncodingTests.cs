using System.Text;
using Kiln.Compiler.Source;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Source;

public class SourceEncodingTests
{
    // Every case assigns a string with one byte above 127 or a valid sequence, so that only the encoding can make it wrong.
    private static readonly (string Source, SourceDecoding Expected)[] Cases =
    [
        ("x = 1\n", SourceDecoding.Decodable),
        ("", SourceDecoding.Decodable),
        ("x = '\xC3\xA9'\n", SourceDecoding.Decodable),
        ("x = '\xE9'\n", SourceDecoding.Undecodable),
        ("x = '\xED\xA0\x80'\n", SourceDecoding.Undecodable),
        ("\xEF\xBB\xBFx = '\xC3\xA9'\n", SourceDecoding.Decodable),
        ("\xEF\xBB\xBF# coding: utf-8\nx = '\xC3\xA9'\n", SourceDecoding.Decodable),
        ("\xEF\xBB\xBF# coding: latin-1\nx = '\xC3\xA9'\n", SourceDecoding.Undecodable),
        ("# coding: latin-1\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("# -*- coding: Latin_1 -*-\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("# vim: set fileencoding=iso-8859-1 :\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("#!/usr/bin/python\n# coding: latin-1\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("#!/usr/bin/python\r\n# coding: latin-1\r\nx = '\xE9'\r\n", SourceDecoding.Decodable),
        ("\f\n\t # coding: latin-1\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("\n\n# coding: latin-1\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("x = 1\n# coding: latin-1\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("x = 1 # coding: latin-1\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("# coding latin-1\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("# coding: \ncoding=latin-1\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("# coding coding:latin-1\nx = '\xE9'\n", SourceDecoding.Decodable),
        ("# coding: ascii\nx = '\xE9'\n", SourceDecoding.Undecodable),
        ("# coding: utf8\nx = '\xC3\xA9'\n", SourceDecoding.Decodable),
        ("# coding: utf-8-unix\nx = '\xC3\xA9'\n", SourceDecoding.Decodable),
    ];

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Sources_are_decodable_if_the_interpreter_compiles_them(PythonVersion python)
    {
        const string Script = """
            import sys
            for source in sys.stdin.buffer.read().split(b'\0'):
                try:
                    compile(source, 'm.py', 'exec')
                    print('Decodable')
                except SyntaxError:
                    print('Undecodable')
            """;
        byte[] input = Encoding.Latin1.GetBytes(string.Join('\0', Cases.Select(each => each.Source)));
        string[] answers = Pythons.RunText(python, Script, input).Split('\n');
        Assert.Equal(Cases.Select(each => (each.Source, $"{each.Expected}")), Cases.Select(each => each.Source).Zip(answers));
    }

    [Fact]
    public void Sources_are_judged_by_their_bytes() =>
        Assert.All(Cases, each => Assert.Equal(each.Expected, SourceEncoding.Judge(Encoding.Latin1.GetBytes(each.Source))));

    [Fact]
    public void Other_encodings_are_left_to_the_interpreter() =>
        Assert.Equal(SourceDecoding.OtherEncoding, SourceEncoding.Judge("# coding: cp1252\n"u8));

    [Fact]
    public void The_name_is_the_declared_one()
    {
        Assert.Equal("utf-8", SourceEncoding.NameOf("x = 1\n"u8));
        Assert.Equal("koi8-r", SourceEncoding.NameOf("# -*- coding: KOI8_R -*-\n"u8));
    }
}
