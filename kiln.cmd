@echo off
rem Runs Kiln from its sources, on a machine with the .NET SDK; builds it where it was not built yet or the sources have changed.
dotnet run --project "%~dp0src\Kiln" --configuration Release --verbosity quiet -- %*
