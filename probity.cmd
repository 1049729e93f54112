@echo off
rem Finds a Java 25, builds this checkout on first use, and starts the command line.
rem
rem   PROBITY_JAVA_HOME  the JDK to use instead of the first one that is found
rem   PROBITY_NO_BUILD   1: run what is built; without it, only a checkout that was never built
rem                      is built here (on other systems changed sources are noticed too)
rem   PROBITY_JAVA_OPTS  more options for the JVM
rem
rem There is no start-up cache on Windows. What differs there is in docs/reference/cli.md.
setlocal EnableExtensions EnableDelayedExpansion
set "ROOT=%~dp0"
set "LAUNCHED=%ROOT%cli\target\probity"
set "FOUND="
set "SEEN="

if defined PROBITY_JAVA_HOME (
    call :consider "%PROBITY_JAVA_HOME%"
    if not defined FOUND (
        echo probity: PROBITY_JAVA_HOME is %PROBITY_JAVA_HOME%, which is not a JDK 25 or newer. 1>&2
        exit /b 1
    )
)
if not defined FOUND if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java 2^>nul') do (
    if not defined FOUND call :consider "%%~dpJ.."
)
for %%P in (
    "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft"
    "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft"
    "%USERPROFILE%\.jdks" "%USERPROFILE%\.gradle\jdks" "%USERPROFILE%\scoop\apps"
) do (
    if not defined FOUND for /d %%J in ("%%~P\*") do if not defined FOUND call :consider "%%~J"
)
if not defined FOUND (
    echo probity: needs a JDK 25 or newer, and none was found. 1>&2
    if defined SEEN echo probity: these were looked at:!SEEN! 1>&2
    echo probity: install one from https://adoptium.net/ or set PROBITY_JAVA_HOME. 1>&2
    exit /b 1
)

if not exist "%LAUNCHED%\BUILD_ID" (
    if "%PROBITY_NO_BUILD%"=="1" (
        echo probity: is not built, and PROBITY_NO_BUILD forbids to build it. 1>&2
        exit /b 1
    )
    where mvn >nul 2>nul
    if errorlevel 1 (
        echo probity: cannot build: there is no mvn on PATH. 1>&2
        exit /b 1
    )
    if not exist "%ROOT%target" mkdir "%ROOT%target"
    echo probity: building for the first time; the log is %ROOT%target\probity-build.log 1>&2
    pushd "%ROOT%"
    set "JAVA_HOME=!FOUND!"
    call mvn -B -ntp -pl cli,samples/web-api,samples/logging-service -am package -Dmaven.test.skip=true >"target\probity-build.log" 2>&1
    if errorlevel 1 (
        type "target\probity-build.log" 1>&2
        popd
        exit /b 1
    )
    popd
)

set "TUNING=-XX:TieredStopAtLevel=1"
if /i "%~1"=="run" set "TUNING=-Xmn8m"
set "PROBITY_JAVA=%FOUND%\bin\java.exe"
set "PROBITY_LAUNCHER=%~f0"
set "PATH=%PATH%;%FOUND%\bin"
"%PROBITY_JAVA%" -XX:+UseSerialGC -XX:-UsePerfData -Xms16m %TUNING% %PROBITY_JAVA_OPTS% -jar "%LAUNCHED%\lib\probity-cli.jar" %*
exit /b %errorlevel%

rem Takes the JDK in %1 when its release file names 25 or newer.
:consider
if not exist "%~f1\bin\javac.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "VERSION="
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~f1\release"') do set "VERSION=%%~V"
if not defined VERSION exit /b 0
set "FEATURE=0"
for /f "tokens=1 delims=.+-" %%F in ("%VERSION%") do set "FEATURE=%%F"
if %FEATURE% GEQ 25 (
    set "FOUND=%~f1"
) else (
    set "SEEN=!SEEN! %~f1 is Java %VERSION%."
)
exit /b 0
